package dev.weir.portal.audit;

import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The audit log to be read by its tenant. For virtual threads. */
public final class AuditStore {

  private static final LocalDate FIRST_DAY = LocalDate.EPOCH;
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 1, 1);

  private static final String SEARCH =
      "SELECT "
          + AuditRecord.COLUMNS
          + """
          FROM audit_entry
          WHERE tenant_id = $1 AND seq < $2
            AND ($3 = '' OR position(lower($3) IN lower(actor_name)) > 0)
            AND ($4 = '' OR action = $4)
            AND ($5 = '' OR position(lower($5) IN lower(object_name)) > 0)
            AND at >= $6 AND at < $7
          ORDER BY seq DESC LIMIT $8
          """;

  private final Database database;

  /** The log in this database. */
  public AuditStore(Database database) {
    this.database = database;
  }

  /** Entries that match, newest first. Wants {@link Permission#AUDIT_READ}. */
  public List<AuditRecord> search(Actor actor, AuditQuery query, int limit) {
    actor.require(Permission.AUDIT_READ);
    Tuple values =
        Tuple.of(actor.tenant().value(), query.before(), query.person(), query.action())
            .addString(query.object())
            .addOffsetDateTime(start(query.from().orElse(FIRST_DAY)))
            .addOffsetDateTime(start(query.to().map(day -> day.plusDays(1)).orElse(LAST_DAY)))
            .addInteger(limit);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          List<AuditRecord> found = new ArrayList<>();
          for (Row row : connection.preparedQuery(SEARCH).execute(values).await()) {
            found.add(AuditRecord.read(row));
          }
          return found;
        });
  }

  private static OffsetDateTime start(LocalDate day) {
    return day.atStartOfDay().atOffset(ZoneOffset.UTC);
  }
}
