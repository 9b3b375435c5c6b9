package dev.weir.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MigrationsTest {

  private static RealPostgres postgres;

  @BeforeAll
  static void startPostgres() throws IOException {
    postgres = RealPostgres.start();
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @Test
  void goesFromEmptyToHeadAndThenHasNothingToDo() throws SQLException {
    postgres.asSuperuser("CREATE DATABASE fresh");
    String url = postgres.url("fresh");

    Migrations.Outcome first = Migrations.run(url, "postgres", "");
    Migrations.Outcome second = Migrations.run(url, "postgres", "");

    assertThat(first.applied()).isPositive();
    assertThat(second.applied()).isZero();
    assertThat(second.version()).isEqualTo(first.version());
  }

  /**
   * A managed PostgreSQL gives its customer a login that owns a database, and no superuser. On a
   * server of its own, since roles are the server's.
   */
  @Test
  void needsNoSuperuser() throws IOException, SQLException {
    try (RealPostgres rented = RealPostgres.start()) {
      rented.asSuperuser(
          "CREATE ROLE customer LOGIN CREATEROLE NOSUPERUSER",
          "CREATE DATABASE managed OWNER customer");

      Migrations.run(rented.url("managed"), "customer", "");

      try (Connection connection =
          rented.connectAs("managed", "customer", Migrations.APPLICATION_ROLE)) {
        assertThat(single(connection, "SELECT current_user"))
            .isEqualTo(Migrations.APPLICATION_ROLE);
        assertThat(single(connection, "SELECT count(*) FROM domain")).isEqualTo("0");
      }
    }
  }

  @Test
  void theRoleOwnsNothingAndBypassesNothing() throws SQLException {
    postgres.asSuperuser("CREATE DATABASE roles");
    Migrations.run(postgres.url("roles"), "postgres", "");

    try (Connection connection = postgres.connect("roles", "postgres")) {
      assertThat(
              single(
                  connection,
                  """
                  SELECT rolsuper OR rolbypassrls OR rolcanlogin OR rolcreaterole
                  FROM pg_roles WHERE rolname = 'weir_app'
                  """))
          .isEqualTo("f");
      assertThat(single(connection, "SELECT count(*) FROM pg_tables WHERE tableowner = 'weir_app'"))
          .isEqualTo("0");
    }
  }

  @Test
  void thePoolsUrlTakesTheRole() {
    String role = "options=-c%20role%3Dweir_app%20-c%20client_encoding%3DUTF8";
    assertThat(Migrations.poolUrl("postgresql://me@db.example.org/weir"))
        .startsWith("postgresql://me@db.example.org/weir?" + role);
    assertThat(Migrations.poolUrl("postgresql://me@db.example.org/weir?sslmode=require"))
        .startsWith("postgresql://me@db.example.org/weir?sslmode=require&" + role);
    assertThat(Migrations.poolUrl("postgresql://me@db.example.org/weir?options=-c%20jit%3Doff"))
        .startsWith("postgresql://me@db.example.org/weir?" + role)
        .endsWith("%20-c%20jit%3Doff");
  }

  private static String single(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
