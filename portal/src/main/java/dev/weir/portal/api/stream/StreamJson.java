package dev.weir.portal.api.stream;

import dev.weir.contract.live.StreamReport;
import dev.weir.contract.live.StreamReport.TrackReport;
import dev.weir.portal.label.Labels;
import dev.weir.runtime.live.LiveEntry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.TreeMap;

/** A live stream as the API tells it. Names of fields are a contract. */
final class StreamJson {

  private StreamJson() {}

  static JsonObject of(LiveEntry entry, Labels labels) {
    StreamReport stream = entry.stream();
    JsonArray tracks = new JsonArray();
    stream.tracks().forEach(track -> tracks.add(of(track)));
    JsonObject byProtocol = new JsonObject();
    new TreeMap<>(entry.viewers())
        .forEach((protocol, count) -> byProtocol.put(name(protocol), count));
    JsonObject json =
        new JsonObject()
            .put("domain", stream.address().pushDomain().value())
            .put("app", stream.address().app().value())
            .put("stream", stream.address().stream().value())
            .put("state", name(stream.state()))
            .put("publishedAt", stream.publishedAt().toString())
            .put("encoder", stream.encoder())
            .put("peerAddress", stream.peerAddress())
            .put("node", stream.node().value())
            .put("framesPerSecond", stream.framesPerSecond())
            .put("bitsPerSecond", stream.bitsPerSecond())
            .put("keyFrameIntervalMs", stream.keyFrameIntervalMs())
            .put("tracks", tracks)
            .put(
                "viewers",
                new JsonObject().put("total", entry.totalViewers()).put("byProtocol", byProtocol))
            .put("labels", of(labels));
    entry.ladder().ifPresent(ladder -> json.put("ladder", LadderJson.of(ladder)));
    return json;
  }

  static JsonObject of(Labels labels) {
    JsonObject json = new JsonObject();
    labels.values().forEach(json::put);
    return json;
  }

  static JsonObject of(TrackReport track) {
    boolean video = track.width() > 0;
    JsonObject json =
        new JsonObject()
            .put("kind", video ? "video" : "audio")
            .put("codec", track.codec())
            .put("codecString", track.codecString());
    return video
        ? json.put("width", track.width()).put("height", track.height())
        : json.put("sampleRateHz", track.sampleRateHz()).put("channels", track.channels());
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
