package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.event.HealthEpisode;
import dev.weir.contract.event.LifecycleEvent;
import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.PublishId;
import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingId;
import dev.weir.contract.event.RenditionEvent;
import dev.weir.contract.event.SnapshotKept;
import dev.weir.contract.event.StreamEnded;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.storage.StoreId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Facts about publishes, recordings, renditions, snapshots and health as JSON, one in a text. */
public final class EventJson {

  /** Version of this form. */
  public static final int VERSION = 1;

  private EventJson() {}

  /** The fact. */
  public static String write(LifecycleEvent event) {
    ObjectNode json = JsonFields.object().put("v", VERSION);
    switch (event) {
      case StreamPublished begun -> json.set("begin", begin(begun));
      case StreamEnded ended -> {
        json.set("begin", begin(ended.begin()));
        json.set("end", end(ended));
      }
      case RecordingEvent recording -> json.set("recording", recording(recording));
      case RenditionEvent rendition -> json.set("rendition", rendition(rendition));
      case SnapshotKept snapshot -> json.set("snapshot", snapshot(snapshot));
      case HealthEpisode episode -> json.set("health", health(episode));
    }
    return json.toString();
  }

  /** Reads what {@link #write} wrote; throws {@link MalformedWireException}. */
  public static LifecycleEvent read(String text) {
    try {
      JsonFields json = JsonFields.of(JsonFields.parse("event", text));
      if (json.number("v") != VERSION) {
        throw new MalformedWireException("event of an unknown version");
      }
      if (json.has("recording")) {
        return recording(json.object("recording"));
      }
      if (json.has("rendition")) {
        return rendition(json.object("rendition"));
      }
      if (json.has("snapshot")) {
        return snapshot(json.object("snapshot"));
      }
      if (json.has("health")) {
        return health(json.object("health"));
      }
      StreamPublished begin = begin(json.object("begin"));
      Optional<StreamEnded> ended = json.optionalObject("end").map(end -> end(begin, end));
      return ended.isPresent() ? ended.get() : begin;
    } catch (IllegalArgumentException broken) {
      throw new MalformedWireException("event cannot be read: " + broken.getMessage(), broken);
    }
  }

  private static ObjectNode begin(StreamPublished event) {
    ObjectNode json = JsonFields.object().put("id", event.id().toString());
    json.set("address", AddressJson.write(event.address()));
    return json.put("node", event.node().value())
        .put("boot", event.boot().value())
        .put("at", event.at().toEpochMilli())
        .put("software", ReportJson.bounded(event.software()))
        .put("peerAddress", ReportJson.bounded(event.peerAddress()));
  }

  private static StreamPublished begin(JsonFields json) {
    return new StreamPublished(
        PublishId.parse(json.text("id")),
        AddressJson.read(json.object("address")),
        new NodeId(json.text("node")),
        new BootId(json.text("boot")),
        Instant.ofEpochMilli(json.number("at")),
        json.text("software"),
        json.text("peerAddress"));
  }

  private static ObjectNode end(StreamEnded event) {
    ObjectNode json =
        JsonFields.object()
            .put("at", event.at().toEpochMilli())
            .put("reason", event.reason().name())
            .put("cause", event.cause())
            .put("bytes", event.bytes());
    ArrayNode tracks = json.putArray("tracks");
    event.tracks().forEach(track -> tracks.add(ReportJson.track(track)));
    return json;
  }

  private static StreamEnded end(StreamPublished begin, JsonFields json) {
    return new StreamEnded(
        begin,
        Instant.ofEpochMilli(json.number("at")),
        PublishEnd.valueOf(json.text("reason")),
        json.text("cause"),
        json.list("tracks", ReportJson::track),
        json.number("bytes"));
  }

  private static ObjectNode rendition(RenditionEvent event) {
    ObjectNode json = JsonFields.object().put("id", event.id().toString());
    json.set("source", AddressJson.write(event.source()));
    return json.put("rendition", event.rendition().value())
        .put("at", event.at().toEpochMilli())
        .put("cause", event.cause());
  }

  private static RenditionEvent rendition(JsonFields json) {
    return new RenditionEvent(
        UUID.fromString(json.text("id")),
        AddressJson.read(json.object("source")),
        new StreamName(json.text("rendition")),
        Instant.ofEpochMilli(json.number("at")),
        json.text("cause"));
  }

  private static ObjectNode snapshot(SnapshotKept event) {
    ObjectNode json = JsonFields.object().put("id", event.id().toString());
    json.set("stream", AddressJson.write(event.stream()));
    return json.put("at", event.takenAt().toEpochMilli()).put("objectName", event.objectName());
  }

  private static SnapshotKept snapshot(JsonFields json) {
    return new SnapshotKept(
        UUID.fromString(json.text("id")),
        AddressJson.read(json.object("stream")),
        Instant.ofEpochMilli(json.number("at")),
        json.text("objectName"));
  }

  private static ObjectNode recording(RecordingEvent event) {
    ObjectNode json = JsonFields.object().put("id", event.id().toString());
    json.set("address", AddressJson.write(event.address()));
    event.store().ifPresent(store -> json.put("store", store.value()));
    return json.put("node", event.node().value())
        .put("boot", event.boot().value())
        .put("format", event.format().name())
        .put("startedAt", event.startedAt().toEpochMilli())
        .put("at", event.at().toEpochMilli())
        .put("state", event.state().name())
        .put("durationMs", event.durationMs())
        .put("bytes", event.bytes())
        .put("width", event.width())
        .put("height", event.height())
        .put("objectName", event.objectName())
        .put("cause", event.cause());
  }

  private static RecordingEvent recording(JsonFields json) {
    return new RecordingEvent(
        RecordingId.parse(json.text("id")),
        AddressJson.read(json.object("address")),
        new NodeId(json.text("node")),
        new BootId(json.text("boot")),
        RecordingFormat.valueOf(json.text("format")),
        Instant.ofEpochMilli(json.number("startedAt")),
        Instant.ofEpochMilli(json.number("at")),
        RecordingEvent.State.valueOf(json.text("state")),
        json.number("durationMs"),
        json.number("bytes"),
        json.count("width"),
        json.count("height"),
        json.has("store") ? Optional.of(new StoreId(json.text("store"))) : Optional.empty(),
        json.text("objectName"),
        json.text("cause"));
  }

  private static ObjectNode health(HealthEpisode event) {
    ObjectNode json = JsonFields.object();
    json.set("address", AddressJson.write(event.address()));
    json.put("boot", event.boot().value());
    json.set("finding", HealthJson.finding(event.finding()));
    event.endedAt().ifPresent(at -> json.put("endedAt", at.toEpochMilli()));
    return json;
  }

  private static HealthEpisode health(JsonFields json) {
    return new HealthEpisode(
        AddressJson.read(json.object("address")),
        new BootId(json.text("boot")),
        HealthJson.finding(json.object("finding")),
        json.has("endedAt")
            ? Optional.of(Instant.ofEpochMilli(json.number("endedAt")))
            : Optional.empty());
  }
}
