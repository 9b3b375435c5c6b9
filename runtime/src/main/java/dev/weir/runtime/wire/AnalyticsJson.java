package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.analytics.AnalyticsBatch;
import dev.weir.contract.analytics.AnalyticsLine;
import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterBoot;
import java.time.DateTimeException;
import java.time.Instant;

/** What nodes tell of a minute's audience, as JSON: a batch in a text, a line in an array. */
public final class AnalyticsJson {

  /** Version of this form. */
  public static final int VERSION = 1;

  /** Places of a line's array. */
  private static final int CELLS = 12;

  private static final int FIRST_FIGURE = 6;

  private AnalyticsJson() {}

  /** The batch. */
  public static String write(AnalyticsBatch batch) {
    ObjectNode json =
        JsonFields.object()
            .put("v", VERSION)
            .put("node", batch.boot().node().value())
            .put("boot", batch.boot().boot().value())
            .put("sequence", batch.sequence())
            .put("minute", batch.minute().getEpochSecond());
    ArrayNode lines = json.putArray("lines");
    batch.lines().forEach(line -> write(line, lines.addArray()));
    return json.toString();
  }

  /** Reads what {@link #write} wrote; throws {@link MalformedWireException}. */
  public static AnalyticsBatch read(String text) {
    try {
      JsonFields json = JsonFields.of(JsonFields.parse("batch", text));
      if (json.number("v") != VERSION) {
        throw new MalformedWireException("batch of an unknown version");
      }
      return new AnalyticsBatch(
          new MeterBoot(new NodeId(json.text("node")), new BootId(json.text("boot"))),
          json.number("sequence"),
          Instant.ofEpochSecond(json.number("minute")),
          json.list("lines", AnalyticsJson::line));
    } catch (IllegalArgumentException | DateTimeException broken) {
      throw new MalformedWireException("batch cannot be read: " + broken.getMessage(), broken);
    }
  }

  private static void write(AnalyticsLine line, ArrayNode cells) {
    Place place = line.place();
    Figures figures = line.figures();
    cells
        .add(line.tenant().toString())
        .add(place.domain())
        .add(place.app())
        .add(place.stream())
        .add(line.dimension().name())
        .add(line.value())
        .add(figures.viewerMs())
        .add(figures.peak())
        .add(figures.plays())
        .add(figures.requests())
        .add(figures.failed())
        .add(figures.bytes());
  }

  private static AnalyticsLine line(JsonNode cells) {
    if (!cells.isArray() || cells.size() != CELLS) {
      throw new MalformedWireException("a line has " + CELLS + " cells");
    }
    for (int cell = 0; cell < CELLS; cell++) {
      JsonNode node = cells.get(cell);
      if (cell < FIRST_FIGURE ? !node.isTextual() : !node.canConvertToLong()) {
        throw new MalformedWireException("cell " + cell + " of a line");
      }
    }
    return new AnalyticsLine(
        TenantId.parse(cells.get(0).asText()),
        new Place(cells.get(1).asText(), cells.get(2).asText(), cells.get(3).asText()),
        Dimension.valueOf(cells.get(4).asText()),
        cells.get(5).asText(),
        new Figures(
            cells.get(6).asLong(),
            cells.get(7).asLong(),
            cells.get(8).asLong(),
            cells.get(9).asLong(),
            cells.get(10).asLong(),
            cells.get(11).asLong()));
  }
}
