package dev.weir.portal.api.stream;

import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.LadderReport.RungReport;
import dev.weir.contract.live.LadderReport.Work;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** How a ladder is made, as the API tells it. Names of fields are a contract. */
final class LadderJson {

  private LadderJson() {}

  static JsonObject of(LadderReport report) {
    JsonArray renditions = new JsonArray();
    report.rungs().forEach(rung -> renditions.add(of(rung)));
    JsonObject json =
        new JsonObject()
            .put("state", name(report.state()))
            .put("encodings", report.encodings())
            .put("deaths", report.deaths())
            .put("lastExit", report.lastExit())
            .put("renditions", renditions);
    report.work().ifPresent(work -> json.put("work", of(work)));
    return json;
  }

  private static JsonObject of(Work work) {
    return new JsonObject()
        .put("speed", work.speed())
        .put("latenessMs", work.latenessMs())
        .put("processors", work.processors())
        .put("residentBytes", work.residentBytes());
  }

  private static JsonObject of(RungReport rung) {
    return new JsonObject()
        .put("template", rung.template().value())
        .put("state", name(rung.state()))
        .put("width", rung.width())
        .put("height", rung.height())
        .put("framesPerSecond", rung.framesPerSecond())
        .put("bitsPerSecond", rung.bitsPerSecond());
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
