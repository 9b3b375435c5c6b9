package dev.weir.migrations;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings a PostgreSQL database (15 or newer) to the newest schema. Safe to run at every start and
 * from several processes at once: a lock in the database lets one work while the others wait.
 */
public final class Migrations {

  /** The role that the control plane's pool works in; row-level security binds it. */
  public static final String APPLICATION_ROLE = "weir_app";

  private static final String LOCATION = "classpath:dev/weir/migrations";
  private static final String HISTORY_TABLE = "weir_migration";
  private static final int CONNECT_RETRIES = 5;

  private Migrations() {}

  /**
   * Applies what is missing. The login must be allowed to create tables in schema {@code public},
   * and {@link #APPLICATION_ROLE} unless it exists and was granted to it.
   *
   * @param jdbcUrl {@code jdbc:postgresql://…}
   * @return what was done
   * @throws org.flywaydb.core.api.FlywayException when the database cannot be reached, or its
   *     history is not one of ours
   */
  public static Outcome run(String jdbcUrl, String user, String password) {
    MigrateResult result =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(jdbcUrl, user, password)
            .locations(LOCATION)
            .table(HISTORY_TABLE)
            .validateMigrationNaming(true)
            .connectRetries(CONNECT_RETRIES)
            .load()
            .migrate();
    String version =
        result.targetSchemaVersion == null
            ? result.initialSchemaVersion
            : result.targetSchemaVersion;
    return new Outcome(result.migrationsExecuted, version);
  }

  /**
   * The same database for the control plane's pool: the login stays, its rights become those of
   * {@link #APPLICATION_ROLE} from the first moment of each connection.
   *
   * @param postgresUrl {@code postgresql://user:password@host:port/database?…}
   */
  public static String poolUrl(String postgresUrl) {
    return postgresUrl + (postgresUrl.contains("?") ? "&" : "?") + "role=" + APPLICATION_ROLE;
  }

  /**
   * What a run did.
   *
   * @param applied migrations applied; 0 when the schema was the newest already
   * @param version version of the schema now
   */
  public record Outcome(int applied, String version) {}
}
