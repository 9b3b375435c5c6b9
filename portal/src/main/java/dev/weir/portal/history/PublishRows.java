package dev.weir.portal.history;

import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.PublishId;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.StreamReport.TrackReport;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rows of publishes, and the tracks in them. */
final class PublishRows {

  static final String COLUMNS =
      """
      p.tenant_id, p.id, p.domain, p.app, p.stream, p.node, p.boot, p.software, p.address,
      p.started_at, p.ended_at, p.reason, p.cause, p.tracks, p.bytes
      """;

  private PublishRows() {}

  static PublishRecord read(Row row) {
    StreamPublished begin =
        new StreamPublished(
            new PublishId(row.getUUID("id")),
            new StreamAddress(
                new TenantId(row.getUUID("tenant_id")),
                new DomainName(row.getString("domain")),
                new AppName(row.getString("app")),
                new StreamName(row.getString("stream"))),
            new NodeId(row.getString("node")),
            new BootId(row.getString("boot")),
            row.getOffsetDateTime("started_at").toInstant(),
            row.getString("software"),
            row.getString("address"));
    return new PublishRecord(
        begin,
        Optional.ofNullable(row.getOffsetDateTime("ended_at"))
            .map(at ->
                new PublishRecord.End(
                    at.toInstant(),
                    reason(row.getString("reason")),
                    row.getString("cause"),
                    tracks(row.getJsonArray("tracks")),
                    row.getLong("bytes"))));
  }

  static JsonArray json(List<TrackReport> tracks) {
    JsonArray list = new JsonArray();
    tracks.forEach(track ->
        list.add(
            new JsonObject()
                .put("codec", track.codec())
                .put("codecString", track.codecString())
                .put("width", track.width())
                .put("height", track.height())
                .put("sampleRateHz", track.sampleRateHz())
                .put("channels", track.channels())));
    return list;
  }

  private static List<TrackReport> tracks(JsonArray list) {
    return IntStream.range(0, list.size())
        .mapToObj(list::getJsonObject)
        .map(json ->
            new TrackReport(
                json.getString("codec"),
                json.getString("codecString"),
                json.getInteger("width"),
                json.getInteger("height"),
                json.getInteger("sampleRateHz"),
                json.getInteger("channels")))
        .toList();
  }

  /** One that a newer release wrote is a failure of some kind. */
  private static PublishEnd reason(String name) {
    return Arrays.stream(PublishEnd.values())
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElse(PublishEnd.FAILED);
  }
}
