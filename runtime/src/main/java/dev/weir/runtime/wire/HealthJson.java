package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.health.Announced;
import dev.weir.contract.health.HealthFinding;
import dev.weir.contract.health.HealthIssue;
import dev.weir.contract.health.HealthReport;
import dev.weir.contract.health.HealthSecond;
import dev.weir.contract.health.HealthVerdict;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Reports about how streams arrive as JSON: all of one node in one text. */
public final class HealthJson {

  private static final String STREAMS = "health";

  /** A second is a list of numbers, since there are many. */
  private static final int FIGURES = 7;

  private HealthJson() {}

  /** All reports of a node. */
  public static String write(Collection<HealthReport> reports) {
    ArrayNode list = JsonFields.array();
    reports.forEach(report -> list.add(report(report)));
    return ReportJson.versioned(STREAMS, list);
  }

  /** Reads what {@link #write} wrote; throws {@link MalformedWireException}. */
  public static List<HealthReport> read(String text) {
    return ReportJson.read(STREAMS, text, HealthJson::report);
  }

  private static ObjectNode report(HealthReport report) {
    ObjectNode json = JsonFields.object();
    json.set("address", AddressJson.write(report.address()));
    json.put("framesPerSecond", report.announced().framesPerSecond())
        .put("videoBitsPerSecond", report.announced().videoBitsPerSecond())
        .put("audioBitsPerSecond", report.announced().audioBitsPerSecond())
        .put("keyFrameIntervalMs", report.keyFrameIntervalMs());
    ArrayNode seconds = json.putArray("seconds");
    report.seconds().forEach(second -> seconds.add(second(second)));
    ArrayNode findings = json.putArray("findings");
    report.findings().forEach(finding -> findings.add(finding(finding)));
    return json;
  }

  private static HealthReport report(JsonNode node) {
    JsonFields json = JsonFields.of(node);
    return new HealthReport(
        AddressJson.read(json.object("address")),
        new Announced(
            json.decimal("framesPerSecond"),
            json.number("videoBitsPerSecond"),
            json.number("audioBitsPerSecond")),
        json.count("keyFrameIntervalMs"),
        json.list("seconds", HealthJson::second),
        json.list("findings", item -> finding(JsonFields.of(item))));
  }

  private static ArrayNode second(HealthSecond second) {
    return JsonFields.array()
        .add(second.epochSecond())
        .add(second.pictures())
        .add(second.videoBits())
        .add(second.audioBits())
        .add(second.gapMs())
        .add(second.latenessMs())
        .add(second.driftMs());
  }

  private static HealthSecond second(JsonNode node) {
    if (!node.isArray() || node.size() != FIGURES) {
      throw new MalformedWireException("a second has " + FIGURES + " figures");
    }
    return new HealthSecond(
        node.get(0).asLong(),
        node.get(1).asInt(),
        node.get(2).asLong(),
        node.get(3).asLong(),
        node.get(4).asInt(),
        node.get(5).asInt(),
        node.get(6).asInt());
  }

  static ObjectNode finding(HealthFinding finding) {
    return JsonFields.object()
        .put("issue", finding.issue().name())
        .put("severity", finding.severity().name())
        .put("measured", finding.measured())
        .put("expected", finding.expected())
        .put("since", finding.since().toEpochMilli());
  }

  static HealthFinding finding(JsonFields json) {
    return new HealthFinding(
        HealthIssue.valueOf(json.text("issue")),
        HealthVerdict.valueOf(json.text("severity")),
        json.decimal("measured"),
        json.decimal("expected"),
        Instant.ofEpochMilli(json.number("since")));
  }
}
