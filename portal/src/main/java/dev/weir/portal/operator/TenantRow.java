package dev.weir.portal.operator;

import dev.weir.contract.identity.TenantId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A tenant as the platform's staff sees it. Public for the templates, which call its accessors.
 *
 * @param since when it was made
 * @param suspendedAt since when it is suspended; empty when it is not
 * @param reason why it is suspended; empty when it is not
 * @param deleteAfter until when it can be brought back; empty when it is not being deleted
 * @param going whether its rows are being deleted already
 * @param members people who work for it
 * @param domains its domains
 * @param keys its API keys that are not revoked
 */
public record TenantRow(
    TenantId id,
    String name,
    Instant since,
    Optional<Instant> suspendedAt,
    String reason,
    Optional<Instant> deleteAfter,
    boolean going,
    long members,
    long domains,
    long keys) {

  /** What {@link #of} reads; conditions on {@code t} may follow. */
  static final String SELECT =
      """
      SELECT t.id, t.name, t.created_at, t.suspended_at, t.suspended_reason,
        t.delete_after, t.purged_until IS NOT NULL AS going,
        (SELECT count(*) FROM membership WHERE tenant_id = t.id) AS members,
        (SELECT count(*) FROM domain WHERE tenant_id = t.id) AS domains,
        (SELECT count(*) FROM api_key WHERE tenant_id = t.id AND revoked_at IS NULL) AS keys
      FROM tenant t
      """;

  static TenantRow of(Row row) {
    return new TenantRow(
        new TenantId(row.getUUID("id")),
        row.getString("name"),
        row.getOffsetDateTime("created_at").toInstant(),
        Optional.ofNullable(row.getOffsetDateTime("suspended_at")).map(OffsetDateTime::toInstant),
        row.getString("suspended_reason"),
        Optional.ofNullable(row.getOffsetDateTime("delete_after")).map(OffsetDateTime::toInstant),
        row.getBoolean("going"),
        row.getLong("members"),
        row.getLong("domains"),
        row.getLong("keys"));
  }

  /** Since when it is suspended, as text; empty when it is not. */
  public String suspendedSince() {
    return suspendedAt.map(Instant::toString).orElse("");
  }

  /** Until when it can be brought back, as text; empty when it is not being deleted. */
  public String deletedAfter() {
    return deleteAfter.map(Instant::toString).orElse("");
  }

  /** {@code active}, {@code suspended} or {@code deleting}, the end of a key. */
  public String standing() {
    if (deleting()) {
      return "deleting";
    }
    return suspended() ? "suspended" : "active";
  }

  /** Whether it is being deleted. */
  public boolean deleting() {
    return deleteAfter.isPresent();
  }

  /** Whether it is suspended. */
  public boolean suspended() {
    return suspendedAt.isPresent();
  }
}
