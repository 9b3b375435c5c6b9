package dev.weir.portal.guide;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.PersonId;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** What the guide itself remembers of a tenant and its members. For virtual threads. */
final class GuideStore {

  private static final String READ =
      """
      SELECT t.first_pictured_at IS NOT NULL AS pictured, t.first_shared_at IS NOT NULL AS shared,
        m.guide_put_away_at IS NOT NULL AS put_away
      FROM tenant t JOIN membership m ON m.tenant_id = t.id
      WHERE t.id = $1 AND m.person_id = $2
      """;
  private static final String PICTURED =
      "UPDATE tenant SET first_pictured_at = $2 WHERE id = $1 AND first_pictured_at IS NULL";
  private static final String SHARED =
      "UPDATE tenant SET first_shared_at = $2 WHERE id = $1 AND first_shared_at IS NULL";
  private static final String PUT_AWAY =
      """
      UPDATE membership SET guide_put_away_at = $3::timestamptz
      WHERE tenant_id = $1 AND person_id = $2
      """;

  private final Database database;
  private final TimeSource time;

  GuideStore(Database database, TimeSource time) {
    this.database = database;
    this.time = time;
  }

  /**
   * What is remembered.
   *
   * @param pictured whether a stream has ever arrived
   * @param shared whether two have ever watched at the same time
   * @param putAway whether the member wants the guide out of the way
   */
  record Remembered(boolean pictured, boolean shared, boolean putAway) {

    /** Of a member who is gone. */
    static final Remembered NOTHING = new Remembered(false, false, false);
  }

  Remembered read(TenantId tenant, PersonId person) {
    return database.inTenant(
        tenant,
        connection -> {
          Tuple values = Tuple.of(tenant.value(), person.value());
          for (Row row : connection.preparedQuery(READ).execute(values).await()) {
            return new Remembered(
                row.getBoolean("pictured"), row.getBoolean("shared"), row.getBoolean("put_away"));
          }
          return Remembered.NOTHING;
        });
  }

  /** Remembers from now on that a stream has arrived. */
  void pictured(TenantId tenant) {
    update(tenant, PICTURED, Tuple.of(tenant.value(), now()));
  }

  /** Remembers from now on that two have watched at the same time. */
  void shared(TenantId tenant) {
    update(tenant, SHARED, Tuple.of(tenant.value(), now()));
  }

  void putAway(TenantId tenant, PersonId person, boolean away) {
    Tuple values = Tuple.of(tenant.value(), person.value());
    update(tenant, PUT_AWAY, values.addOffsetDateTime(away ? now() : null));
  }

  private void update(TenantId tenant, String sql, Tuple values) {
    database.inTenant(
        tenant, connection -> connection.preparedQuery(sql).execute(values).await().rowCount());
  }

  private OffsetDateTime now() {
    return time.now().atOffset(ZoneOffset.UTC);
  }
}
