package dev.weir.portal.metering;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.contract.metering.MeterKey;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Batches in the database: each is taken whole, once, and in order, or not at all. For virtual
 * threads.
 */
final class IntakeStore {

  private static final String KNOWN =
      "SELECT id, last_sequence FROM usage_boot WHERE node = $1 AND boot = $2";

  /** Whoever takes a batch of a boot keeps others from it until it is taken. */
  private static final String LOCK = KNOWN + " FOR UPDATE";

  private static final String BEGIN =
      """
      INSERT INTO usage_boot (id, node, boot, sealed_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT (node, boot) DO NOTHING
      """;
  private static final String NOTE =
      """
      INSERT INTO usage_batch (boot_id, sequence, sealed_at, taken_at, readings)
      SELECT $1, b.sequence, b.sealed_at, $2, b.readings
      FROM unnest($3::bigint[], $4::timestamptz[], $5::integer[]) AS b (sequence, sealed_at, readings)
      """;
  private static final String MOVE =
      "UPDATE usage_boot SET last_sequence = $2, sealed_at = $3, ended = $4 WHERE id = $1";

  /** What a deleted tenant's counters say is passed over: it has no series any more. */
  private static final String ADD =
      """
      WITH told AS (
        SELECT s.tenant_id, s.id AS series_id, t.first, t.more, t.standing
        FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
          AS t (tenant_id, series_id, first, more, standing)
        JOIN usage_series s ON s.tenant_id = t.tenant_id AND s.id = t.series_id
      ), counted AS (
        SELECT t.tenant_id, t.series_id, t.standing,
          t.more + CASE WHEN t.first >= coalesce(p.value, 0) THEN t.first - coalesce(p.value, 0)
            ELSE t.first END AS quantity
        FROM told t LEFT JOIN usage_position p
          ON p.boot_id = $1 AND p.tenant_id = t.tenant_id AND p.series_id = t.series_id
      ), stands AS (
        INSERT INTO usage_position AS p (boot_id, tenant_id, series_id, value)
        SELECT $1, tenant_id, series_id, standing FROM counted
        ON CONFLICT (boot_id, tenant_id, series_id) DO UPDATE SET value = excluded.value
      ), opened AS (
        INSERT INTO usage_open AS o (tenant_id, series_id, bucket, quantity)
        SELECT tenant_id, series_id, $7, quantity FROM counted WHERE quantity > 0
        ON CONFLICT (bucket, tenant_id, series_id)
          DO UPDATE SET quantity = o.quantity + excluded.quantity
      )
      INSERT INTO usage_intake AS i (tenant_id, day, boot_id, quantity)
      SELECT tenant_id, ($7 AT TIME ZONE 'UTC')::date, $1, sum(quantity)
      FROM counted WHERE quantity > 0 GROUP BY tenant_id
      ON CONFLICT (tenant_id, day, boot_id) DO UPDATE SET quantity = i.quantity + excluded.quantity
      """;

  /** Nothing of an ended boot is compared any more, nor of counters that begin at 0 again. */
  private static final String DROP_POSITIONS =
      "DELETE FROM usage_position WHERE boot_id = $1 AND (value = 0 OR $2)";

  private static final UUID NOBODY = new UUID(0, 0);

  private final Database database;
  private final SeriesBook series = new SeriesBook();

  IntakeStore(Database database) {
    this.database = database;
  }

  /** The last batch of a boot that was taken; 0 for none. */
  long taken(MeterBoot boot) {
    return database.inPlatform(connection -> {
      for (Row row : connection.preparedQuery(KNOWN).execute(names(boot)).await()) {
        return row.getLong("last_sequence");
      }
      return 0L;
    });
  }

  /**
   * Takes batches that follow one another and belong to one bucket.
   *
   * @param after the last batch that is taken already
   * @return whether they were taken; not when somebody else was quicker
   */
  boolean take(MeterBoot boot, long after, Fold fold, Instant bucket, Instant now) {
    Map<MeterKey, Long> ids = new HashMap<>();
    boolean taken =
        database.inPlatform(connection -> {
          UUID id = lock(connection, boot, fold, after);
          if (id.equals(NOBODY)) {
            return false;
          }
          note(connection, id, fold.batches(), now);
          ids.putAll(series.ids(connection, fold.counters().keySet()));
          add(connection, id, fold.counters(), ids, bucket);
          move(connection, id, fold);
          return true;
        });
    series.learn(ids);
    return taken;
  }

  private static void move(SqlConnection connection, UUID boot, Fold fold) {
    MeterBatch last = fold.last();
    Tuple values = Tuple.of(boot, last.sequence(), utc(last.sealedAt()), last.last());
    connection.preparedQuery(MOVE).execute(values).await();
    if (last.last() || fold.counters().values().stream().anyMatch(one -> one.standing() == 0)) {
      connection.preparedQuery(DROP_POSITIONS).execute(Tuple.of(boot, last.last())).await();
    }
  }

  /** The boot's id, with its row locked; {@link #NOBODY} when it stands elsewhere by now. */
  private static UUID lock(SqlConnection connection, MeterBoot boot, Fold fold, long after) {
    if (after == 0) {
      Tuple values =
          Tuple.of(
              UUID.randomUUID(),
              boot.node().value(),
              boot.boot().value(),
              utc(fold.last().sealedAt()));
      connection.preparedQuery(BEGIN).execute(values).await();
    }
    for (Row row : connection.preparedQuery(LOCK).execute(names(boot)).await()) {
      if (row.getLong("last_sequence") == after) {
        return row.getUUID("id");
      }
    }
    return NOBODY;
  }

  private static void note(
      SqlConnection connection, UUID boot, List<MeterBatch> batches, Instant now) {
    Tuple values =
        Tuple.of(
            boot,
            utc(now),
            batches.stream().map(MeterBatch::sequence).toArray(Long[]::new),
            batches.stream().map(one -> utc(one.sealedAt())).toArray(OffsetDateTime[]::new),
            batches.stream().map(one -> one.readings().size()).toArray(Integer[]::new));
    connection.preparedQuery(NOTE).execute(values).await();
  }

  private static void add(
      SqlConnection connection,
      UUID boot,
      Map<MeterKey, Fold.Counter> counters,
      Map<MeterKey, Long> ids,
      Instant bucket) {
    List<MeterKey> keys = counters.keySet().stream().filter(ids::containsKey).toList();
    if (keys.isEmpty()) {
      return;
    }
    List<Fold.Counter> told = keys.stream().map(counters::get).toList();
    Tuple values =
        Tuple.tuple()
            .addUUID(boot)
            .addArrayOfUUID(
                keys.stream().map(MeterKey::tenant).map(TenantId::value).toArray(UUID[]::new))
            .addArrayOfLong(keys.stream().map(ids::get).toArray(Long[]::new))
            .addArrayOfLong(told.stream().map(Fold.Counter::first).toArray(Long[]::new))
            .addArrayOfLong(told.stream().map(Fold.Counter::more).toArray(Long[]::new))
            .addArrayOfLong(told.stream().map(Fold.Counter::standing).toArray(Long[]::new))
            .addOffsetDateTime(utc(bucket));
    connection.preparedQuery(ADD).execute(values).await();
  }

  private static Tuple names(MeterBoot boot) {
    return Tuple.of(boot.node().value(), boot.boot().value());
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
