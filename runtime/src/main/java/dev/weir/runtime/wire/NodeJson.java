package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.live.NodeReport;
import dev.weir.contract.live.NodeReport.Machine;
import dev.weir.contract.live.NodeReport.Traffic;
import dev.weir.contract.live.PlayProtocol;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A node's report about itself as JSON. */
public final class NodeJson {

  /** Version of this form. */
  public static final int VERSION = 1;

  private NodeJson() {}

  /** One report. */
  public static String write(NodeReport report) {
    ObjectNode json =
        JsonFields.object()
            .put("v", VERSION)
            .put("node", report.node().value())
            .put("boot", report.boot().value())
            .put("host", ReportJson.bounded(report.host()))
            .put("version", ReportJson.bounded(report.version()))
            .put("startedAt", report.startedAt().toEpochMilli());
    ArrayNode roles = json.putArray("roles");
    report.roles().stream().sorted().forEach(roles::add);
    json.set("traffic", traffic(report.traffic()));
    json.set("machine", machine(report.machine()));
    return json.toString();
  }

  /** Reads what {@link #write} wrote; throws {@link MalformedWireException}. */
  public static NodeReport read(String text) {
    try {
      JsonFields json = JsonFields.of(JsonFields.parse("node report", text));
      if (json.number("v") != VERSION) {
        throw new MalformedWireException("node report of an unknown version");
      }
      return new NodeReport(
          new NodeId(json.text("node")),
          new BootId(json.text("boot")),
          json.text("host"),
          json.text("version"),
          Set.copyOf(json.texts("roles")),
          Instant.ofEpochMilli(json.number("startedAt")),
          traffic(json.object("traffic")),
          machine(json.object("machine")));
    } catch (IllegalArgumentException broken) {
      throw new MalformedWireException("node report is broken: " + broken.getMessage(), broken);
    }
  }

  private static ObjectNode traffic(Traffic traffic) {
    ObjectNode json =
        JsonFields.object()
            .put("streams", traffic.streams())
            .put("publishers", traffic.publishers())
            .put("egressBitsPerSecond", traffic.egressBitsPerSecond());
    ObjectNode viewers = json.putObject("viewers");
    traffic.viewers().forEach((protocol, count) -> viewers.put(protocol.name(), count));
    return json;
  }

  private static Traffic traffic(JsonFields json) {
    JsonFields counts = json.object("viewers");
    Map<PlayProtocol, Integer> viewers = new EnumMap<>(PlayProtocol.class);
    counts.names().forEach(name -> viewers.put(PlayProtocol.valueOf(name), counts.count(name)));
    return new Traffic(
        json.count("streams"),
        json.count("publishers"),
        viewers,
        json.number("egressBitsPerSecond"));
  }

  private static ObjectNode machine(Machine machine) {
    ObjectNode json =
        JsonFields.object()
            .put("processors", machine.processors())
            .put("processorShare", machine.processorShare())
            .put("residentBytes", machine.residentBytes())
            .put("heapBytes", machine.heapBytes())
            .put("maxHeapBytes", machine.maxHeapBytes());
    machine.loopLateness().ifPresent(late -> json.put("loopLatenessNanos", late.toNanos()));
    return json;
  }

  private static Machine machine(JsonFields json) {
    return new Machine(
        json.count("processors"),
        json.decimal("processorShare"),
        json.number("residentBytes"),
        json.number("heapBytes"),
        json.number("maxHeapBytes"),
        json.has("loopLatenessNanos")
            ? Optional.of(Duration.ofNanos(json.number("loopLatenessNanos")))
            : Optional.empty());
  }
}
