package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.StreamReport;
import dev.weir.contract.live.StreamReport.TrackReport;
import dev.weir.contract.live.ViewerReport;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Live reports as JSON: all of one node in one text. */
public final class ReportJson {

  /** Version of this form. */
  public static final int VERSION = 1;

  /** Longest text that came from a peer, characters; the rest is cut off. */
  public static final int MAX_PEER_TEXT = 200;

  private ReportJson() {}

  /** All streams of a node. */
  public static String writeStreams(Collection<StreamReport> reports) {
    ArrayNode list = JsonFields.array();
    reports.forEach(report -> list.add(stream(report)));
    return versioned("streams", list);
  }

  /** All viewers of a node. */
  public static String writeViewers(Collection<ViewerReport> reports) {
    ArrayNode list = JsonFields.array();
    reports.forEach(report -> list.add(viewers(report)));
    return versioned("viewers", list);
  }

  /** Reads what {@link #writeStreams} wrote; throws {@link MalformedWireException}. */
  public static List<StreamReport> readStreams(String text) {
    return read("streams", text, ReportJson::stream);
  }

  /** Reads what {@link #writeViewers} wrote; throws {@link MalformedWireException}. */
  public static List<ViewerReport> readViewers(String text) {
    return read("viewers", text, ReportJson::viewers);
  }

  static String versioned(String name, ArrayNode list) {
    ObjectNode json = JsonFields.object().put("v", VERSION);
    json.set(name, list);
    return json.toString();
  }

  static <T> List<T> read(String name, String text, Function<JsonNode, T> item) {
    try {
      JsonFields json = JsonFields.of(JsonFields.parse("report", text));
      if (json.number("v") != VERSION) {
        throw new MalformedWireException("report of an unknown version");
      }
      return List.copyOf(json.list(name, item));
    } catch (IllegalArgumentException broken) {
      throw new MalformedWireException("report cannot be read: " + broken.getMessage(), broken);
    }
  }

  private static ObjectNode stream(StreamReport report) {
    ObjectNode json = JsonFields.object();
    json.set("address", AddressJson.write(report.address()));
    json.put("node", report.node().value())
        .put("publishedAt", report.publishedAt().toEpochMilli())
        .put("state", report.state().name())
        .put("encoder", bounded(report.encoder()))
        .put("peerAddress", bounded(report.peerAddress()));
    ArrayNode tracks = json.putArray("tracks");
    report.tracks().forEach(track -> tracks.add(track(track)));
    return json.put("framesPerSecond", report.framesPerSecond())
        .put("bitsPerSecond", report.bitsPerSecond())
        .put("keyFrameIntervalMs", report.keyFrameIntervalMs());
  }

  private static StreamReport stream(JsonNode node) {
    JsonFields json = JsonFields.of(node);
    return new StreamReport(
        AddressJson.read(json.object("address")),
        new NodeId(json.text("node")),
        Instant.ofEpochMilli(json.number("publishedAt")),
        StreamReport.State.valueOf(json.text("state")),
        json.text("encoder"),
        json.text("peerAddress"),
        json.list("tracks", ReportJson::track),
        json.decimal("framesPerSecond"),
        json.number("bitsPerSecond"),
        json.count("keyFrameIntervalMs"));
  }

  static ObjectNode track(TrackReport track) {
    return JsonFields.object()
        .put("codec", bounded(track.codec()))
        .put("codecString", bounded(track.codecString()))
        .put("width", track.width())
        .put("height", track.height())
        .put("sampleRateHz", track.sampleRateHz())
        .put("channels", track.channels());
  }

  static TrackReport track(JsonNode node) {
    JsonFields json = JsonFields.of(node);
    return new TrackReport(
        json.text("codec"),
        json.text("codecString"),
        json.count("width"),
        json.count("height"),
        json.count("sampleRateHz"),
        json.count("channels"));
  }

  private static ObjectNode viewers(ViewerReport report) {
    ObjectNode json = JsonFields.object();
    json.set("address", AddressJson.write(report.address()));
    json.put("node", report.node().value());
    ObjectNode counts = json.putObject("viewers");
    report.viewers().forEach((protocol, count) -> counts.put(protocol.name(), count));
    return json;
  }

  private static ViewerReport viewers(JsonNode node) {
    JsonFields json = JsonFields.of(node);
    JsonFields counts = json.object("viewers");
    Map<PlayProtocol, Integer> viewers = new EnumMap<>(PlayProtocol.class);
    counts.names().forEach(name -> viewers.put(PlayProtocol.valueOf(name), counts.count(name)));
    return new ViewerReport(
        AddressJson.read(json.object("address")), new NodeId(json.text("node")), viewers);
  }

  static String bounded(String text) {
    return text.length() <= MAX_PEER_TEXT ? text : text.substring(0, MAX_PEER_TEXT);
  }
}
