package dev.weir.bench.experiment;

import dev.weir.bench.machine.Meter;
import dev.weir.bench.machine.Pause;
import dev.weir.bench.machine.Usage;
import dev.weir.bench.publish.Publishing;
import dev.weir.bench.publish.TagSink;
import dev.weir.bench.report.Claim;
import dev.weir.bench.report.Figures;
import dev.weir.bench.report.Finding;
import dev.weir.bench.report.Table;
import dev.weir.bench.server.BusyWeir;
import dev.weir.bench.server.PortalVisitor;
import dev.weir.bench.source.Recording;
import dev.weir.bench.source.Studio;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Pages of the portal for a tenant with a thousand live streams and ten thousand publishes in its
 * history, from the request to the last byte of the answer, asked for one after the other.
 *
 * @param plan what was asked for
 * @param progress where each run is told
 */
public record Portal(Plan plan, PrintStream progress) implements Experiment {

  private static final double MOST_MS = 50;
  private static final double NANOS_PER_MS = 1e6;
  private static final int KILOBITS = 500;
  private static final int REQUESTS = 100;
  private static final int AT_ONCE = 100;
  private static final double RARE = 0.95;

  /** What is live reaches the portal after a report or two. */
  private static final Duration REPORTS = Duration.ofSeconds(6);

  private static final Map<String, String> PAGES = pages();

  private static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("list", "/streams");
    pages.put("list, by name", "/streams?name=stream01");
    pages.put("list, by label", "/streams?label=event%3Dcup");
    pages.put("history", "/streams/history");
    pages.put("history, by name", "/streams/history?name=stream0500&reason=FINISHED");
    pages.put("history, by label", "/streams/history?label=event%3Dcup");
    pages.put("a stream", "/streams/localhost/live/stream0100");
    return pages;
  }

  /**
   * One page in one run.
   *
   * @param sortedMs how long each request took, milliseconds
   */
  private record Timing(String page, List<Double> sortedMs, Usage usage) {

    private double medianMs() {
      return Figures.median(sortedMs);
    }

    private double slowMs() {
      return sortedMs.get((int) (sortedMs.size() * RARE));
    }

    private JsonObject toJson() {
      return new JsonObject()
          .put("page", page)
          .put("medianMs", medianMs())
          .put("p95Ms", slowMs())
          .put("usage", usage.toJson());
    }
  }

  @Override
  public Finding run() throws IOException {
    Map<String, List<Timing>> timings = new LinkedHashMap<>();
    try (BusyWeir weir =
        BusyWeir.start(plan.weir(), plan.work().resolve("weir-busy"), plan.settings())) {
      List<Publishing> live = new ArrayList<>();
      try (PortalVisitor visitor = weir.visitor()) {
        publish(weir, live);
        Pause.of(REPORTS);
        warm(visitor);
        for (int run = 1; run <= plan.runs(); run++) {
          measure(weir, visitor, timings);
        }
        for (Publishing each : live) {
          each.check();
        }
      } finally {
        live.forEach(Publishing::close);
      }
    }
    return finding(timings);
  }

  /** Some after the others, since a publisher that sends nothing for long is thrown out. */
  private void publish(BusyWeir weir, List<Publishing> live) {
    Recording still = new Studio(plan.work()).small(KILOBITS).keyFrames();
    for (int first = 0; first < BusyWeir.STREAMS; first += AT_ONCE) {
      List<TagSink> sinks =
          IntStream.range(first, first + AT_ONCE).mapToObj(weir::publisher).toList();
      live.add(Publishing.start(still, sinks, TimeSource.system()));
    }
  }

  private void warm(PortalVisitor visitor) throws IOException {
    TimeSource time = TimeSource.system();
    long end = time.nanos() + plan.warmUp().toNanos();
    while (time.nanos() < end) {
      for (String path : PAGES.values()) {
        visitor.page(path);
      }
    }
  }

  private void measure(BusyWeir weir, PortalVisitor visitor, Map<String, List<Timing>> timings)
      throws IOException {
    TimeSource time = TimeSource.system();
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      List<Double> tookMs = new ArrayList<>();
      Meter meter = Meter.start(time, weir.process().child().pid());
      for (int i = 0; i < REQUESTS; i++) {
        long fromNanos = time.nanos();
        visitor.page(page.getValue());
        tookMs.add((time.nanos() - fromNanos) / NANOS_PER_MS);
      }
      Timing timing = new Timing(page.getKey(), tookMs.stream().sorted().toList(), meter.stop());
      progress.printf(
          "%-18s median %s ms, p95 %s ms  %s%n",
          timing.page(),
          Figures.of(timing.medianMs()),
          Figures.of(timing.slowMs()),
          timing.usage().disturbance());
      timings.computeIfAbsent(timing.page(), _ -> new ArrayList<>()).add(timing);
    }
  }

  private Finding finding(Map<String, List<Timing>> timings) {
    Table table = new Table("page", "requests", "median ms", "p95 ms", "remarks");
    List<Claim> claims = new ArrayList<>();
    timings.forEach((page, runs) -> {
      double medianMs = Figures.median(runs.stream().map(Timing::medianMs).toList());
      double slowMs = Figures.median(runs.stream().map(Timing::slowMs).toList());
      String remarks =
          String.join(" / ", runs.stream().map(run -> run.usage().disturbance()).toList());
      table.row(page, REQUESTS * runs.size(), Figures.of(medianMs), Figures.of(slowMs), remarks);
      claims.add(Claim.atMost(page + ", ms, median", medianMs, MOST_MS));
    });
    return new Finding(
        "portal",
        "pages of a tenant with %d live streams and %d publishes, one request after the other"
            .formatted(BusyWeir.STREAMS, BusyWeir.PUBLISHES),
        table,
        claims,
        timings.values().stream()
            .anyMatch(runs -> runs.stream().noneMatch(run -> run.usage().disturbance().isEmpty())),
        timings.values().stream().flatMap(List::stream).map(Timing::toJson).toList());
  }
}
