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

  private static final String OPTIONS = "options=";
  private static final String POOL_OPTIONS =
      "-c%20role%3D"
          + APPLICATION_ROLE
          + "%20-c%20client_encoding%3DUTF8%20-c%20DateStyle%3DISO%20-c%20extra_float_digits%3D2";

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
    MigrateResult result = flyway(jdbcUrl, user, password).migrate();
    String version =
        result.targetSchemaVersion == null
            ? result.initialSchemaVersion
            : result.targetSchemaVersion;
    return new Outcome(result.migrationsExecuted, version);
  }

  /**
   * How many migrations {@link #run} would apply; changes nothing.
   *
   * @param jdbcUrl {@code jdbc:postgresql://…}
   * @throws org.flywaydb.core.api.FlywayException as {@link #run}
   */
  public static int pending(String jdbcUrl, String user, String password) {
    return flyway(jdbcUrl, user, password).info().pending().length;
  }

  private static Flyway flyway(String jdbcUrl, String user, String password) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(jdbcUrl, user, password)
        .locations(LOCATION)
        .table(HISTORY_TABLE)
        .validateMigrationNaming(true)
        .connectRetries(CONNECT_RETRIES)
        .load();
  }

  /**
   * The same database for the control plane's pool: the login stays, its rights become those of
   * {@link #APPLICATION_ROLE} from the first moment of each connection. The role is asked for in
   * {@code options}, the one start-up parameter that every driver passes on from a URL; the pool's
   * driver drops its own defaults for it, so they are named as well.
   *
   * @param postgresUrl {@code postgresql://user:password@host:port/database?…}
   */
  public static String poolUrl(String postgresUrl) {
    int given = postgresUrl.indexOf(OPTIONS);
    if (given >= 0) {
      int value = given + OPTIONS.length();
      return postgresUrl.substring(0, value) + POOL_OPTIONS + "%20" + postgresUrl.substring(value);
    }
    return postgresUrl + (postgresUrl.contains("?") ? "&" : "?") + OPTIONS + POOL_OPTIONS;
  }

  /**
   * What a run did.
   *
   * @param applied migrations applied; 0 when the schema was the newest already
   * @param version version of the schema now
   */
  public record Outcome(int applied, String version) {}
}
