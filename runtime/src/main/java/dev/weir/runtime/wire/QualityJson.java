package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.quality.PlayWay;
import dev.weir.contract.quality.QualityCount;
import dev.weir.contract.quality.QualityKey;
import dev.weir.contract.quality.QualityReport;
import dev.weir.contract.quality.QualitySums;
import dev.weir.contract.quality.Spread;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What players told a node as JSON: one report in a text. */
public final class QualityJson {

  /** Version of this form. */
  public static final int VERSION = 1;

  private QualityJson() {}

  /** The report. */
  public static String write(QualityReport report) {
    ObjectNode json =
        JsonFields.object()
            .put("v", VERSION)
            .put("node", report.node().value())
            .put("boot", report.boot().value())
            .put("sequence", report.sequence())
            .put("minute", report.minute().getEpochSecond());
    ArrayNode series = json.putArray("series");
    report.series().forEach(one -> series.add(series(one)));
    return json.toString();
  }

  /** Reads what {@link #write} wrote; throws {@link MalformedWireException}. */
  public static QualityReport read(String text) {
    try {
      JsonFields json = JsonFields.of(JsonFields.parse("report", text));
      if (json.number("v") != VERSION) {
        throw new MalformedWireException("report of an unknown version");
      }
      return new QualityReport(
          new NodeId(json.text("node")),
          new BootId(json.text("boot")),
          json.number("sequence"),
          Instant.ofEpochSecond(json.number("minute")),
          json.list("series", QualityJson::series));
    } catch (IllegalArgumentException broken) {
      throw new MalformedWireException("report cannot be read: " + broken.getMessage(), broken);
    }
  }

  private static ObjectNode series(QualityReport.Series series) {
    QualityKey key = series.key();
    ObjectNode json =
        JsonFields.object()
            .put("tenant", key.tenant().toString())
            .put("way", key.way().name())
            .put("rendition", key.rendition());
    key.stream().ifPresent(address -> json.set("address", AddressJson.write(address)));
    ObjectNode counts = json.putObject("counts");
    series.sums().counts().forEach((count, value) -> counts.put(count.name(), value));
    write(json, "startup", series.sums().startup());
    write(json, "latency", series.sums().latency());
    return json;
  }

  private static QualityReport.Series series(JsonNode node) {
    JsonFields json = JsonFields.of(node);
    Optional<StreamAddress> stream = json.optionalObject("address").map(AddressJson::read);
    QualityKey key =
        new QualityKey(
            TenantId.parse(json.text("tenant")),
            stream,
            PlayWay.valueOf(json.text("way")),
            json.text("rendition"));
    JsonFields told = json.object("counts");
    Map<QualityCount, Long> counts = new EnumMap<>(QualityCount.class);
    told.names().forEach(name -> counts.put(QualityCount.valueOf(name), told.number(name)));
    return new QualityReport.Series(
        key, new QualitySums(counts, spread(json, "startup"), spread(json, "latency")));
  }

  /** Most have none. */
  private static void write(ObjectNode json, String name, Spread spread) {
    if (spread.size() > 0) {
      ArrayNode counts = json.putArray(name);
      spread.counts().forEach(counts::add);
    }
  }

  private static Spread spread(JsonFields json, String name) {
    return json.has(name) ? new Spread(json.list(name, JsonNode::asLong)) : Spread.NONE;
  }
}
