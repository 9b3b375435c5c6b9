package dev.weir.portal.control;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.BlockList;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Blocked streams, within a transaction of their tenant. For virtual threads. */
final class BlockStore {

  private static final String SELECT =
      """
      SELECT d.name AS domain, b.app, b.stream, b.until, b.note, b.created_at, b.created_by
      FROM stream_block b JOIN domain d ON d.tenant_id = b.tenant_id AND d.id = b.domain_id
      WHERE b.tenant_id = $1 AND (b.until IS NULL OR b.until > $2)
      """;
  private static final String ALL = SELECT + "ORDER BY b.created_at DESC, b.app, b.stream LIMIT $3";
  private static final String ONE = SELECT + "AND d.name = $3 AND b.app = $4 AND b.stream = $5";
  private static final String FORGET_OVER =
      """
      DELETE FROM stream_block WHERE tenant_id = $1 AND until <= $3
        AND domain_id = (SELECT id FROM domain WHERE tenant_id = $1 AND name = $2)
      """;

  /** The domain is locked, so that two do not both take the last place. */
  private static final String COUNT =
      """
      SELECT (SELECT count(*) FROM stream_block b
              WHERE b.tenant_id = d.tenant_id AND b.domain_id = d.id
                AND NOT (b.app = $3 AND b.stream = $4)) AS blocked
      FROM domain d WHERE d.tenant_id = $1 AND d.name = $2 FOR UPDATE
      """;

  private static final String UPSERT =
      """
      INSERT INTO stream_block (tenant_id, domain_id, app, stream, until, note, created_at, created_by)
      SELECT $1, id, $3, $4, $5, $6, $7, $8 FROM domain WHERE tenant_id = $1 AND name = $2
      ON CONFLICT (tenant_id, domain_id, app, stream) DO UPDATE
      SET until = excluded.until, note = excluded.note, created_at = excluded.created_at,
        created_by = excluded.created_by
      """;
  private static final String DELETE =
      """
      DELETE FROM stream_block WHERE tenant_id = $1 AND app = $3 AND stream = $4
        AND domain_id = (SELECT id FROM domain WHERE tenant_id = $1 AND name = $2)
      """;

  /** Those that hold at {@code now}, the newest first. */
  List<BlockedStream> all(SqlConnection connection, TenantId tenant, Instant now, int limit) {
    List<BlockedStream> blocked = new ArrayList<>();
    Tuple values = Tuple.of(tenant.value(), utc(now), limit);
    for (Row row : connection.preparedQuery(ALL).execute(values).await()) {
      blocked.add(read(tenant, row));
    }
    return blocked;
  }

  /** Whether and how one is blocked at {@code now}. */
  Optional<BlockedStream> find(SqlConnection connection, StreamAddress address, Instant now) {
    Tuple values =
        Tuple.of(
            address.tenant().value(),
            utc(now),
            address.pushDomain().value(),
            address.app().value(),
            address.stream().value());
    for (Row row : connection.preparedQuery(ONE).execute(values).await()) {
      return Optional.of(read(address.tenant(), row));
    }
    return Optional.empty();
  }

  /** Whether the domain has room for this one more; forgets those whose time is over. */
  boolean hasRoom(SqlConnection connection, StreamAddress address, Instant now) {
    Tuple over = Tuple.of(address.tenant().value(), address.pushDomain().value(), utc(now));
    connection.preparedQuery(FORGET_OVER).execute(over).await();
    for (Row row : connection.preparedQuery(COUNT).execute(key(address)).await()) {
      return row.getLong("blocked") < BlockList.MAX_PER_DOMAIN;
    }
    return false;
  }

  void put(SqlConnection connection, BlockedStream blocked) {
    Tuple values =
        key(blocked.address())
            .addOffsetDateTime(blocked.until().map(BlockStore::utc).orElse(null))
            .addString(blocked.note())
            .addOffsetDateTime(utc(blocked.since()))
            .addString(blocked.by());
    connection.preparedQuery(UPSERT).execute(values).await();
  }

  void delete(SqlConnection connection, StreamAddress address) {
    connection.preparedQuery(DELETE).execute(key(address)).await();
  }

  private static Tuple key(StreamAddress address) {
    return Tuple.of(
        address.tenant().value(),
        address.pushDomain().value(),
        address.app().value(),
        address.stream().value());
  }

  private static BlockedStream read(TenantId tenant, Row row) {
    return new BlockedStream(
        new StreamAddress(
            tenant,
            new DomainName(row.getString("domain")),
            new AppName(row.getString("app")),
            new StreamName(row.getString("stream"))),
        Optional.ofNullable(row.getOffsetDateTime("until")).map(OffsetDateTime::toInstant),
        row.getString("note"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getString("created_by"));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
