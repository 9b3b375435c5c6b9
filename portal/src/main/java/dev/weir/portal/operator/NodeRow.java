package dev.weir.portal.operator;

import dev.weir.contract.live.NodeReport;
import dev.weir.portal.stream.Audience;
import dev.weir.portal.stream.Wording;
import dev.weir.runtime.node.NodeSighting;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One process on the page of nodes. Public for the template.
 *
 * @param key tells it from all others
 * @param state {@code here}, {@code late} or {@code gone}, the end of a key
 * @param age how long ago it reported, in words
 * @param who what it is
 * @param carries what it carries
 * @param takes what that takes
 */
public record NodeRow(String key, String state, String age, Who who, Carries carries, Takes takes) {

  private static final double PERCENT = 100;
  private static final double MILLION = 1e6;

  /**
   * What a process is.
   *
   * @param roles in small letters, in the order in which streams pass them
   * @param since when it started
   */
  public record Who(String node, String host, String version, List<String> roles, Instant since) {}

  /**
   * What a process carries, in words; a dash for what its part does not know.
   *
   * @param ingests whether streams can come in here
   * @param audience viewers by protocol; empty for none
   */
  public record Carries(
      boolean ingests,
      String streams,
      String publishers,
      String viewers,
      String audience,
      String egress) {}

  /**
   * What a process takes of its machine, in words.
   *
   * @param share of its processors, 0 to 1
   * @param late how late its event loops are, milliseconds; empty when nobody measures
   */
  public record Takes(
      double share, String percent, int processors, String memory, String heap, String late) {}

  private static final List<String> ORDER = List.of("ingest", "gateway", "portal");
  private static final String NOTHING = "–";

  static NodeRow of(NodeSighting seen) {
    NodeReport report = seen.report();
    return new NodeRow(
        report.node() + "/" + report.boot(),
        seen.state().name().toLowerCase(Locale.ROOT),
        Wording.duration(seen.age()),
        new Who(
            report.node().value(),
            report.host(),
            report.version(),
            ORDER.stream().filter(report.roles()::contains).toList(),
            report.startedAt()),
        carries(report),
        takes(report.machine()));
  }

  private static Carries carries(NodeReport report) {
    NodeReport.Traffic traffic = report.traffic();
    boolean ingests = report.roles().contains("ingest");
    boolean serves = report.roles().contains("gateway");
    return new Carries(
        ingests,
        ingests ? Wording.count(traffic.streams()) : NOTHING,
        Wording.count(traffic.publishers()),
        serves ? Wording.count(traffic.totalViewers()) : NOTHING,
        Audience.words(traffic.viewers()),
        Wording.bitRate(traffic.egressBitsPerSecond()));
  }

  private static Takes takes(NodeReport.Machine machine) {
    return new Takes(
        machine.processorShare(),
        Wording.count(Math.round(machine.processorShare() * PERCENT)),
        machine.processors(),
        Wording.bytes(machine.residentBytes()),
        Wording.bytes(machine.heapBytes()),
        machine.loopLateness().map(late -> Wording.decimal(late.toNanos() / MILLION)).orElse(""));
  }
}
