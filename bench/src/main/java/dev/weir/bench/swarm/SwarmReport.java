package dev.weir.bench.swarm;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a swarm noticed in one window of measurement.
 *
 * @param watching viewers whose connection stands
 * @param behind viewers whose media time fell behind the wall clock
 * @param windowNanos how long the window was
 * @param bytes of tags, with their 15 bytes of FLV framing, whatever the protocol
 * @param tags that came; for HLS, segments or parts
 * @param requests that were answered
 * @param lost tags that did not come
 * @param repeated tags that came twice or too late
 * @param backwards timestamps that were not above those before
 * @param stalls silences of more than a second between two pictures
 * @param latency from the publisher's send to the viewer's read; for HLS, from the request of a
 *     segment to its last byte; for low latency, from the cut of a part to its last byte
 * @param playlist from the request to the last byte; for low latency, from the cut of its newest
 *     part
 * @param firstByte from connecting to the first byte of the answer, of all viewers so far
 * @param firstKeyFrame from connecting to the first complete key frame, of all viewers so far
 * @param errors by kind, of all viewers so far
 */
public record SwarmReport(
    int watching,
    int behind,
    long windowNanos,
    long bytes,
    long tags,
    long requests,
    long lost,
    long repeated,
    long backwards,
    long stalls,
    Percentiles latency,
    Percentiles playlist,
    Percentiles firstByte,
    Percentiles firstKeyFrame,
    Map<String, Long> errors) {

  /** Reads what {@link #toJson} has made. */
  public static SwarmReport read(JsonObject json) {
    return new SwarmReport(
        json.getInteger("watching"),
        json.getInteger("behind"),
        json.getLong("windowNanos"),
        json.getLong("bytes"),
        json.getLong("tags"),
        json.getLong("requests"),
        json.getLong("lost"),
        json.getLong("repeated"),
        json.getLong("backwards"),
        json.getLong("stalls"),
        Percentiles.read(json.getJsonObject("latency")),
        Percentiles.read(json.getJsonObject("playlist")),
        Percentiles.read(json.getJsonObject("firstByte")),
        Percentiles.read(json.getJsonObject("firstKeyFrame")),
        json.getJsonObject("errors").stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, e -> ((Number) e.getValue()).longValue())));
  }

  /** As JSON. */
  public JsonObject toJson() {
    JsonObject kinds = new JsonObject();
    errors.forEach(kinds::put);
    return new JsonObject()
        .put("watching", watching)
        .put("behind", behind)
        .put("windowNanos", windowNanos)
        .put("bytes", bytes)
        .put("tags", tags)
        .put("requests", requests)
        .put("lost", lost)
        .put("repeated", repeated)
        .put("backwards", backwards)
        .put("stalls", stalls)
        .put("latency", latency.toJson())
        .put("playlist", playlist.toJson())
        .put("firstByte", firstByte.toJson())
        .put("firstKeyFrame", firstKeyFrame.toJson())
        .put("errors", kinds);
  }

  /** What was wrong, in a few words; empty when nothing was. */
  public String complaints(int expected) {
    StringBuilder text = new StringBuilder();
    add(text, expected - watching, "not watching");
    add(text, behind, "behind");
    add(text, lost, "lost");
    add(text, repeated, "repeated");
    add(text, backwards, "backwards");
    add(text, stalls, "stalls");
    errors.forEach((kind, count) -> add(text, count, kind));
    return text.toString();
  }

  private static void add(StringBuilder text, long count, String what) {
    if (count != 0) {
      text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
    }
  }
}
