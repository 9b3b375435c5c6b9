package dev.weir.portal.health;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The figures of each minute in the database. For virtual threads. */
final class HealthMinutes {

  /** Several portals keep the same; the one that heard of more seconds knows better. */
  private static final String KEEP =
      """
      INSERT INTO health_minute
        (tenant_id, domain, app, stream, minute, seconds, pictures, video_bits, audio_bits, gap_ms,
         lateness_ms, drift_ms)
      SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id, domain, app, stream, minute) DO UPDATE SET
        seconds = excluded.seconds, pictures = excluded.pictures,
        video_bits = excluded.video_bits, audio_bits = excluded.audio_bits,
        gap_ms = excluded.gap_ms, lateness_ms = excluded.lateness_ms, drift_ms = excluded.drift_ms
      WHERE excluded.seconds > health_minute.seconds
      """;

  private static final String OF_STREAM =
      """
      SELECT minute, seconds, pictures, video_bits, audio_bits, gap_ms, lateness_ms, drift_ms
      FROM health_minute
      WHERE tenant_id = $1 AND domain = $2 AND app = $3 AND stream = $4
        AND minute >= $5 AND minute < $6
      ORDER BY minute
      """;
  private static final String FORGET =
      """
      DELETE FROM health_minute WHERE (tenant_id, domain, app, stream, minute) IN (
        SELECT tenant_id, domain, app, stream, minute FROM health_minute
        WHERE minute < $1 LIMIT $2)
      """;

  private final Database database;

  HealthMinutes(Database database) {
    this.database = database;
  }

  void keep(TenantId tenant, Map<StreamAddress, List<HealthMinute>> minutes) {
    List<Tuple> rows = new ArrayList<>();
    minutes.forEach((address, list) -> list.forEach(minute -> rows.add(row(address, minute))));
    if (!rows.isEmpty()) {
      database.inTenant(
          tenant, connection -> connection.preparedQuery(KEEP).executeBatch(rows).await());
    }
  }

  private static Tuple row(StreamAddress address, HealthMinute minute) {
    return HealthLog.address(address)
        .addOffsetDateTime(HealthLog.utc(minute.minute()))
        .addInteger(minute.seconds())
        .addDouble(minute.pictures())
        .addLong(minute.videoBits())
        .addLong(minute.audioBits())
        .addInteger(minute.gapMs())
        .addInteger(minute.latenessMs())
        .addInteger(minute.driftMs());
  }

  List<HealthMinute> of(StreamAddress address, Instant from, Instant to) {
    Tuple values =
        HealthLog.address(address)
            .addOffsetDateTime(HealthLog.utc(from))
            .addOffsetDateTime(HealthLog.utc(to));
    return database.inTenant(
        address.tenant(),
        connection -> {
          List<HealthMinute> found = new ArrayList<>();
          for (Row row : connection.preparedQuery(OF_STREAM).execute(values).await()) {
            found.add(read(row));
          }
          return found;
        });
  }

  private static HealthMinute read(Row row) {
    return new HealthMinute(
        row.getOffsetDateTime("minute").toInstant(),
        row.getInteger("seconds"),
        row.getFloat("pictures"),
        row.getLong("video_bits"),
        row.getLong("audio_bits"),
        row.getInteger("gap_ms"),
        row.getInteger("lateness_ms"),
        row.getInteger("drift_ms"));
  }

  int forget(Instant before, int limit) {
    return database.inPlatform(connection ->
        connection
            .preparedQuery(FORGET)
            .execute(Tuple.of(HealthLog.utc(before), limit))
            .await()
            .rowCount());
  }
}
