package dev.weir.portal.quota;

import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Staff;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What every tenant may have that was given nothing else, in the hands of the platform's staff. For
 * virtual threads.
 */
public final class QuotaDefaults {

  private static final String READ = "SELECT kind, maximum, version FROM quota_default";

  /** Two who edit at once take turns. */
  private static final String LOCK = READ + " ORDER BY kind FOR UPDATE";

  private static final String WRITE =
      "UPDATE quota_default SET maximum = $2, version = $3 WHERE kind = $1";

  private final Database database;
  private final AuditLog audit;

  /** Defaults in this database. */
  public QuotaDefaults(Database database, AuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * What everybody has.
   *
   * @param version counts edits
   * @param maxima in the kinds' units
   */
  public record Sheet(long version, Map<QuotaKind, Long> maxima) {

    /** Copies the map. */
    public Sheet {
      maxima = Map.copyOf(maxima);
    }
  }

  /** All of them. */
  public Sheet sheet(Staff staff) {
    return database.inPlatform(connection -> read(connection, READ));
  }

  /**
   * Changes them; policies are to be published afterwards. Gives what somebody else made of them
   * when that one was quicker: then nothing is changed.
   *
   * @param version of the sheet that was looked at
   */
  public Optional<Sheet> change(Staff staff, long version, Map<QuotaKind, Long> wanted) {
    return database.inPlatform(connection -> {
      Sheet before = read(connection, LOCK);
      if (before.version() != version) {
        return Optional.of(before);
      }
      wanted.forEach((kind, maximum) -> {
        long old = before.maxima().getOrDefault(kind, 0L);
        if (old != maximum) {
          Tuple values = Tuple.of(kind.name(), maximum, before.version() + 1);
          connection.preparedQuery(WRITE).execute(values).await();
          audit.record(
              connection,
              staff.in(AuditLog.PLATFORM),
              AuditEntry.of(AuditAction.QUOTA_CHANGED, kind.name())
                  .before(AuditFacts.none().with("everybody", old))
                  .after(AuditFacts.none().with("everybody", maximum)));
        }
      });
      return Optional.empty();
    });
  }

  private static Sheet read(SqlConnection connection, String sql) {
    Map<QuotaKind, Long> maxima = new EnumMap<>(QuotaKind.class);
    long version = 0;
    for (Row row : connection.query(sql).execute().await()) {
      version = Math.max(version, row.getLong("version"));
      String name = row.getString("kind");
      Arrays.stream(QuotaKind.values())
          .filter(kind -> kind.name().equals(name))
          .forEach(kind -> maxima.put(kind, row.getLong("maximum")));
    }
    return new Sheet(version, maxima);
  }
}
