package dev.weir.app.wiring;

import dev.weir.migrations.Migrations;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control plane's schema, for a database named as {@code postgres.url} names it. */
public final class Schema {

  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
  private static final int DEFAULT_PORT = 5432;

  private Schema() {}

  /** Brings it to the newest version; blocks. */
  public static Migrations.Outcome migrate(URI url) {
    return Migrations.run(jdbcUrl(url), login(url, 0), login(url, 1));
  }

  /**
   * Refuses a database that a command cannot work on; blocks, and changes nothing.
   *
   * @throws NoDatabaseException when it does not let us in, or its schema is older than this Weir
   */
  static void requireCurrent(URI url) {
    String jdbcUrl = jdbcUrl(url);
    try (Connection connection =
        DriverManager.getConnection(jdbcUrl, login(url, 0), login(url, 1))) {
      LOG.debug("event=database-found server={}", connection.getMetaData().getURL());
    } catch (SQLException refused) {
      throw new NoDatabaseException(
          "The database at "
              + url.getAuthority().replaceAll("^.*@", "")
              + " cannot be used: "
              + refused.getMessage());
    }
    int pending = Migrations.pending(jdbcUrl, login(url, 0), login(url, 1));
    if (pending > 0) {
      throw new NoDatabaseException(
          "The database's schema is older than this Weir by "
              + pending
              + " migrations. A portal or ./weir up brings it up to date when it starts;"
              + " ./weir admin migrate does so for an external database.");
    }
  }

  private static String login(URI url, int part) {
    String[] login = url.getUserInfo() == null ? new String[0] : url.getUserInfo().split(":", 2);
    return part < login.length ? login[part] : "";
  }

  /** Flyway speaks JDBC, which takes user and password apart from the URL. */
  private static String jdbcUrl(URI url) {
    int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
    String query = url.getQuery() == null ? "" : "?" + url.getQuery();
    return "jdbc:postgresql://" + url.getHost() + ":" + port + url.getPath() + query;
  }
}
