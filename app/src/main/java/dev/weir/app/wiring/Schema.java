package dev.weir.app.wiring;

import dev.weir.migrations.Migrations;
import java.net.URI;

/** The control plane's schema, for a database named as {@code postgres.url} names it. */
public final class Schema {

  private static final int DEFAULT_PORT = 5432;

  private Schema() {}

  /** Brings it to the newest version; blocks. */
  public static Migrations.Outcome migrate(URI url) {
    String[] login = url.getUserInfo() == null ? new String[0] : url.getUserInfo().split(":", 2);
    return Migrations.run(
        jdbcUrl(url), login.length > 0 ? login[0] : "", login.length > 1 ? login[1] : "");
  }

  /** Flyway speaks JDBC, which takes user and password apart from the URL. */
  private static String jdbcUrl(URI url) {
    int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
    String query = url.getQuery() == null ? "" : "?" + url.getQuery();
    return "jdbc:postgresql://" + url.getHost() + ":" + port + url.getPath() + query;
  }
}
