package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.LadderReport.RungReport;
import dev.weir.contract.live.LadderReport.RungState;
import dev.weir.contract.live.LadderReport.State;
import dev.weir.contract.live.LadderReport.Work;
import java.util.Collection;
import java.util.List;

/** Reports about ladders as JSON: all of one node in one text. */
public final class LadderReportJson {

  private static final String LADDERS = "ladders";

  private LadderReportJson() {}

  /** All ladders of a node. */
  public static String write(Collection<LadderReport> reports) {
    ArrayNode list = JsonFields.array();
    reports.forEach(report -> list.add(ladder(report)));
    return ReportJson.versioned(LADDERS, list);
  }

  /** Reads what {@link #write} wrote; throws {@link MalformedWireException}. */
  public static List<LadderReport> read(String text) {
    return ReportJson.read(LADDERS, text, LadderReportJson::ladder);
  }

  private static ObjectNode ladder(LadderReport report) {
    ObjectNode json = JsonFields.object();
    json.set("source", AddressJson.write(report.source()));
    json.put("state", report.state().name())
        .put("encodings", report.encodings())
        .put("deaths", report.deaths())
        .put("lastExit", report.lastExit());
    report.work().ifPresent(work -> json.set("work", work(work)));
    ArrayNode rungs = json.putArray("rungs");
    report.rungs().forEach(rung -> rungs.add(rung(rung)));
    return json;
  }

  private static LadderReport ladder(JsonNode node) {
    JsonFields json = JsonFields.of(node);
    return new LadderReport(
        AddressJson.read(json.object("source")),
        State.valueOf(json.text("state")),
        json.count("encodings"),
        json.optionalObject("work").map(LadderReportJson::work),
        json.count("deaths"),
        json.text("lastExit"),
        json.list("rungs", LadderReportJson::rung));
  }

  private static ObjectNode work(Work work) {
    return JsonFields.object()
        .put("speed", work.speed())
        .put("latenessMs", work.latenessMs())
        .put("processors", work.processors())
        .put("residentBytes", work.residentBytes());
  }

  private static Work work(JsonFields json) {
    return new Work(
        json.decimal("speed"),
        json.number("latenessMs"),
        json.decimal("processors"),
        json.number("residentBytes"));
  }

  private static ObjectNode rung(RungReport rung) {
    return JsonFields.object()
        .put("template", rung.template().value())
        .put("state", rung.state().name())
        .put("width", rung.width())
        .put("height", rung.height())
        .put("framesPerSecond", rung.framesPerSecond())
        .put("bitsPerSecond", rung.bitsPerSecond());
  }

  private static RungReport rung(JsonNode node) {
    JsonFields json = JsonFields.of(node);
    return new RungReport(
        new TemplateId(json.text("template")),
        RungState.valueOf(json.text("state")),
        json.count("width"),
        json.count("height"),
        json.decimal("framesPerSecond"),
        json.number("bitsPerSecond"));
  }
}
