package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.MeterReading;
import dev.weir.contract.metering.MeteredStream;
import java.time.Instant;
import java.util.Optional;

/** Batches of readings, and the keys of counters, as JSON: one in a text. */
public final class MeteringJson {

  /** Version of this form. */
  public static final int VERSION = 1;

  private MeteringJson() {}

  /** The batch. */
  public static String write(MeterBatch batch) {
    ObjectNode json =
        JsonFields.object()
            .put("v", VERSION)
            .put("node", batch.boot().node().value())
            .put("boot", batch.boot().boot().value())
            .put("sequence", batch.sequence())
            .put("from", batch.from().toEpochMilli())
            .put("sealedAt", batch.sealedAt().toEpochMilli())
            .put("last", batch.last());
    ArrayNode readings = json.putArray("readings");
    batch.readings().forEach(reading -> readings.add(reading(reading)));
    return json.toString();
  }

  /** Reads what {@link #write} wrote; throws {@link MalformedWireException}. */
  public static MeterBatch read(String text) {
    try {
      JsonFields json = versioned("batch", text);
      return new MeterBatch(
          new MeterBoot(new NodeId(json.text("node")), new BootId(json.text("boot"))),
          json.number("sequence"),
          Instant.ofEpochMilli(json.number("from")),
          Instant.ofEpochMilli(json.number("sealedAt")),
          json.flag("last"),
          json.list("readings", MeteringJson::reading));
    } catch (IllegalArgumentException broken) {
      throw new MalformedWireException("batch cannot be read: " + broken.getMessage(), broken);
    }
  }

  /** A counter's key. */
  public static String writeKey(MeterKey key) {
    return key(key).put("v", VERSION).toString();
  }

  /** Reads what {@link #writeKey} wrote; throws {@link MalformedWireException}. */
  public static MeterKey readKey(String text) {
    try {
      return key(versioned("key", text));
    } catch (IllegalArgumentException broken) {
      throw new MalformedWireException("key cannot be read: " + broken.getMessage(), broken);
    }
  }

  private static JsonFields versioned(String what, String text) {
    JsonFields json = JsonFields.of(JsonFields.parse(what, text));
    if (json.number("v") != VERSION) {
      throw new MalformedWireException(what + " of an unknown version");
    }
    return json;
  }

  private static ObjectNode reading(MeterReading reading) {
    ObjectNode json = key(reading.key()).put("sinceBoot", reading.sinceBoot());
    return reading.closed() ? json.put("closed", true) : json;
  }

  private static MeterReading reading(JsonNode node) {
    JsonFields json = JsonFields.of(node);
    return new MeterReading(key(json), json.number("sinceBoot"), json.flagOrFalse("closed"));
  }

  private static ObjectNode key(MeterKey key) {
    ObjectNode json =
        JsonFields.object()
            .put("tenant", key.tenant().toString())
            .put("detail", key.detail().name());
    key.stream()
        .ifPresent(stream -> {
          json.put("domain", stream.domain().value())
              .put("app", stream.app().value())
              .put("stream", stream.stream().value());
          stream.rendition().ifPresent(rendition -> json.put("rendition", rendition.value()));
        });
    return json;
  }

  private static MeterKey key(JsonFields json) {
    MeterDetail detail = MeterDetail.valueOf(json.text("detail"));
    Optional<MeteredStream> stream =
        json.has("stream") ? Optional.of(stream(json)) : Optional.empty();
    return new MeterKey(TenantId.parse(json.text("tenant")), stream, detail.meter(), detail);
  }

  private static MeteredStream stream(JsonFields json) {
    return new MeteredStream(
        new DomainName(json.text("domain")),
        new AppName(json.text("app")),
        new StreamName(json.text("stream")),
        json.has("rendition")
            ? Optional.of(new TemplateId(json.text("rendition")))
            : Optional.empty());
  }
}
