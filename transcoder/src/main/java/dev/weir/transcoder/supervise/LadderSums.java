package dev.weir.transcoder.supervise;

import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.LadderReport.RungReport;
import dev.weir.contract.live.LadderReport.RungState;
import dev.weir.contract.live.LadderReport.Work;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * All ladders of the node together.
 *
 * @param processors that their processes keep busy
 * @param residentBytes memory that those take
 * @param latenessMs of the one that is furthest behind
 * @param rungs how many renditions are in which state
 */
record LadderSums(
    double processors, long residentBytes, long latenessMs, Map<RungState, Integer> rungs) {

  static final LadderSums NONE = new LadderSums(0, 0, 0, Map.of());

  static LadderSums of(Collection<LadderReport> reports) {
    Map<RungState, Integer> rungs = new EnumMap<>(RungState.class);
    double processors = 0;
    long residentBytes = 0;
    long latenessMs = 0;
    for (LadderReport report : reports) {
      if (report.work().isPresent()) {
        Work work = report.work().get();
        processors += work.processors();
        residentBytes += work.residentBytes();
        latenessMs = Math.max(latenessMs, work.latenessMs());
      }
      for (RungReport rung : report.rungs()) {
        rungs.merge(rung.state(), 1, Integer::sum);
      }
    }
    return new LadderSums(processors, residentBytes, latenessMs, rungs);
  }

  int rungs(RungState state) {
    return rungs.getOrDefault(state, 0);
  }
}
