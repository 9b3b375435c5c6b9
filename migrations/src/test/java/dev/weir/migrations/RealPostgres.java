package dev.weir.migrations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A real PostgreSQL for the length of a test class, and connections to it in chosen roles. */
final class RealPostgres implements AutoCloseable {

  private final EmbeddedPostgres server;

  private RealPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  static RealPostgres start() throws IOException {
    return new RealPostgres(EmbeddedPostgres.builder().setPort(0).start());
  }

  String url(String database) {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
  }

  /** Runs statements as the superuser in the maintenance database. */
  void asSuperuser(String... statements) throws SQLException {
    try (Connection connection = connect("postgres", "postgres");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  Connection connect(String database, String user) throws SQLException {
    return DriverManager.getConnection(url(database), user, "");
  }

  /** A connection that has taken {@code role}, as the portal's pool does. */
  Connection connectAs(String database, String user, String role) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("options", "-c role=" + role);
    return DriverManager.getConnection(url(database), properties);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
