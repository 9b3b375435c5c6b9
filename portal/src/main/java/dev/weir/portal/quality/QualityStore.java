package dev.weir.portal.quality;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.quality.PlayWay;
import dev.weir.contract.quality.QualityKey;
import dev.weir.contract.quality.QualityReport;
import dev.weir.contract.quality.QualitySums;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes reports into the database: each whole and once, or not at all. For virtual threads. */
final class QualityStore {

  private static final String TAKE =
      """
      INSERT INTO quality_taken (node, boot, sequence, taken_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING
      """;

  private static final int FIRST_SUM = 9;
  private static final int FIRST_SUM_OF_ALL = 7;

  /** What a deleted tenant's players told is passed over. */
  private static final String ADD =
      """
      INSERT INTO quality AS q (tenant_id, minutes, at, domain, app, stream, way, rendition, %s)
      SELECT $1, $2, $3, $4, $5, $6, $7, $8, %s FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id, minutes, at, domain, app, stream, way, rendition) DO UPDATE SET %s
      """
          .formatted(
              QualityColumns.names(), QualityColumns.parameters(FIRST_SUM), QualityColumns.added());

  private static final String ADD_TO_ALL =
      """
      INSERT INTO quality_whole AS q (tenant_id, minutes, at, domain, way, rendition, %s)
      SELECT $1, $2, $3, $4, $5, $6, %s FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id, minutes, at, domain, way, rendition) DO UPDATE SET %s
      """
          .formatted(
              QualityColumns.names(),
              QualityColumns.parameters(FIRST_SUM_OF_ALL),
              QualityColumns.added());

  private static final String FORGET =
      """
      DELETE FROM quality WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM quality WHERE minutes = $1 AND at < $2 LIMIT $3))
      """;

  private static final String FORGET_OF_ALL =
      """
      DELETE FROM quality_whole WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM quality_whole WHERE minutes = $1 AND at < $2 LIMIT $3))
      """;

  private static final String FORGET_TAKEN =
      """
      DELETE FROM quality_taken WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM quality_taken WHERE taken_at < $1 LIMIT $2))
      """;

  private final Database database;

  QualityStore(Database database) {
    this.database = database;
  }

  /** What sums of all streams of a domain are told apart by. */
  private record WholeKey(TenantId tenant, String domain, PlayWay way, String rendition) {

    static WholeKey of(QualityKey key) {
      return new WholeKey(key.tenant(), domainOf(key), key.way(), key.rendition());
    }
  }

  /**
   * Takes a report.
   *
   * @param at the minute that it counts for
   * @return whether it was taken; not when it had been before
   */
  boolean take(QualityReport report, Instant at, Instant now) {
    Map<WholeKey, QualitySums> wholes = new HashMap<>();
    report
        .series()
        .forEach(one -> wholes.merge(WholeKey.of(one.key()), one.sums(), QualitySums::plus));
    List<Tuple> rows = new ArrayList<>();
    List<Tuple> ofAll = new ArrayList<>();
    for (QualityStep step : QualityStep.values()) {
      OffsetDateTime begin = utc(begin(step, at));
      report.series().forEach(one -> rows.add(row(step, begin, one)));
      wholes.forEach((key, sums) -> ofAll.add(row(step, begin, key, sums)));
    }
    Tuple name =
        Tuple.of(report.node().value(), report.boot().value(), report.sequence(), utc(now));
    return database.inPlatform(connection -> {
      boolean fresh = connection.preparedQuery(TAKE).execute(name).await().rowCount() > 0;
      if (fresh && !rows.isEmpty()) {
        connection.preparedQuery(ADD).executeBatch(rows).await();
        connection.preparedQuery(ADD_TO_ALL).executeBatch(ofAll).await();
      }
      return fresh;
    });
  }

  private static Tuple row(QualityStep step, OffsetDateTime at, QualityReport.Series series) {
    QualityKey key = series.key();
    Tuple values =
        begun(key.tenant(), step, at)
            .addString(domainOf(key))
            .addString(key.stream().map(one -> one.app().value()).orElse(""))
            .addString(key.stream().map(one -> one.stream().value()).orElse(""))
            .addString(key.way().name())
            .addString(key.rendition());
    QualityColumns.put(values, series.sums());
    return values;
  }

  private static Tuple row(QualityStep step, OffsetDateTime at, WholeKey key, QualitySums sums) {
    Tuple values =
        begun(key.tenant(), step, at)
            .addString(key.domain())
            .addString(key.way().name())
            .addString(key.rendition());
    QualityColumns.put(values, sums);
    return values;
  }

  private static Tuple begun(TenantId tenant, QualityStep step, OffsetDateTime at) {
    return Tuple.tuple()
        .addUUID(tenant.value())
        .addShort((short) step.minutes())
        .addOffsetDateTime(at);
  }

  private static String domainOf(QualityKey key) {
    return key.stream().map(one -> one.pushDomain().value()).orElse("");
  }

  /** Where the time of such a length begins that a moment is in. */
  static Instant begin(QualityStep step, Instant at) {
    long seconds = step.length().toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }

  int forget(QualityStep step, Instant before, int limit) {
    return forget(FORGET, step, before, limit);
  }

  int forgetOfAll(QualityStep step, Instant before, int limit) {
    return forget(FORGET_OF_ALL, step, before, limit);
  }

  private int forget(String some, QualityStep step, Instant before, int limit) {
    return database.inPlatform(connection ->
        connection
            .preparedQuery(some)
            .execute(Tuple.of((short) step.minutes(), utc(before), limit))
            .await()
            .rowCount());
  }

  int forgetTaken(Instant before, int limit) {
    return database.inPlatform(connection ->
        connection
            .preparedQuery(FORGET_TAKEN)
            .execute(Tuple.of(utc(before), limit))
            .await()
            .rowCount());
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
