package dev.weir.portal.stream;

import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.LadderReport.RungReport;
import dev.weir.contract.live.LadderReport.RungState;
import dev.weir.contract.live.LadderReport.Work;
import dev.weir.portal.web.Messages;
import java.util.List;

/**
 * How a live stream's ladder is made, ready to be read. Public for the template.
 *
 * @param running whether a process makes it
 * @param words its state in a sentence
 * @param work what its process does; none where no process runs
 * @param ends how often its process died, and why the last one ended; empty when none has ended
 * @param rungs its renditions
 */
public record LadderView(
    boolean running, String words, List<WorkView> work, String ends, List<RungView> rungs) {

  private static final String BUNDLE = "stream/words";
  private static final double MILLIS_PER_SECOND = 1_000;

  /**
   * What a process does.
   *
   * @param speed such as {@code 1.00×}
   * @param lateness how far it is behind its source
   * @param processors such as {@code 0.42}
   * @param memory such as {@code 90 MB}
   */
  public record WorkView(String speed, String lateness, String processors, String memory) {}

  /**
   * One rendition.
   *
   * @param made whether it is there
   * @param words whether it is made, and why not
   * @param size such as {@code 1280 × 720}; a dash for sound alone
   */
  public record RungView(
      String template, boolean made, String words, String size, String frameRate, String bitRate) {}

  static LadderView of(LadderReport report) {
    return new LadderView(
        report.state() == LadderReport.State.RUNNING,
        Messages.text(BUNDLE, "ladder." + report.state()),
        report.work().map(LadderView::of).stream().toList(),
        report.lastExit().isEmpty()
            ? ""
            : Messages.text(
                BUNDLE,
                "ladder.ends",
                report.deaths(),
                Messages.text(BUNDLE, "exit." + report.lastExit())),
        report.rungs().stream().map(LadderView::of).toList());
  }

  private static WorkView of(Work work) {
    return new WorkView(
        Messages.text(BUNDLE, "ladder.speed", work.speed()),
        Messages.text(BUNDLE, "seconds", work.latenessMs() / MILLIS_PER_SECOND),
        Messages.text(BUNDLE, "ladder.processors", work.processors()),
        Wording.bytes(work.residentBytes()));
  }

  private static RungView of(RungReport rung) {
    TemplateId template = rung.template();
    return new RungView(
        template.value(),
        rung.state() == RungState.ENCODED || rung.state() == RungState.PASSED,
        Messages.text(BUNDLE, "rung." + rung.state()),
        rung.width() == 0 ? "–" : rung.width() + " × " + rung.height(),
        Wording.frameRate(rung.framesPerSecond()),
        Wording.bitRate(rung.bitsPerSecond()));
  }
}
