package dev.weir.transcoder.supervise;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.LadderReport.RungReport;
import dev.weir.contract.live.LadderReport.RungState;
import dev.weir.transcoder.ladder.LadderPlan;
import dev.weir.transcoder.ladder.PictureOutput;
import dev.weir.transcoder.ladder.Rung;
import dev.weir.transcoder.process.ExitReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is told about a job: which renditions are left out and why, and what became of its
 * processes. Lives on the job's loop.
 */
final class Standing {

  private Map<TemplateId, RungState> leftOut = Map.of();
  private boolean refused;
  private int deaths;
  private String lastExit = "";

  /**
   * A process begins, or would if there were room.
   *
   * @param templates what is wanted
   * @param whole what the source allows of that
   * @param plan what there is room for
   * @param shortage why there is no more room
   */
  void planned(List<Template> templates, LadderPlan whole, LadderPlan plan, RungState shortage) {
    refused = false;
    leftOut = new HashMap<>();
    templates.forEach(template -> leftOut.put(template.id(), RungState.NOTHING_TO_MAKE));
    whole.rungs().forEach(rung -> leftOut.remove(rung.template()));
    whole.missingIn(plan).forEach(template -> leftOut.put(template, shortage));
  }

  /** No process begins, since the source is more than is transcoded. */
  void refused(List<Template> templates, RungState why) {
    refused = true;
    leftOut = new HashMap<>();
    templates.forEach(template -> leftOut.put(template.id(), why));
  }

  /** Whether that is so; until the next process is planned. */
  boolean isRefused() {
    return refused;
  }

  /**
   * A process is no more.
   *
   * @param died whether nobody wanted that
   */
  void exited(ExitReason reason, boolean died) {
    lastExit = reason.label();
    deaths += died ? 1 : 0;
  }

  /** All of it. */
  LadderSight sight(
      StreamAddress source,
      LadderReport.State state,
      int encodings,
      List<Template> templates,
      Map<TemplateId, Rendition> renditions,
      @Nullable LadderRun run,
      long nowNanos) {
    List<RungReport> rungs =
        templates.stream()
            .map(Template::id)
            .map(template ->
                run == null || leftOut.containsKey(template)
                    ? missing(template)
                    : Optional.ofNullable(renditions.get(template))
                        .map(made -> made(template, made, nowNanos))
                        .orElseGet(() -> missing(template)))
            .toList();
    return new LadderSight(
        new LadderReport(source, state, encodings, Optional.empty(), deaths, lastExit, rungs),
        Optional.ofNullable(run).flatMap(LadderRun::look));
  }

  private RungReport missing(TemplateId template) {
    RungState why = leftOut.getOrDefault(template, RungState.WAITING);
    return new RungReport(template, why, 0, 0, 0, 0);
  }

  private static RungReport made(TemplateId template, Rendition made, long nowNanos) {
    Rung rung = made.rung();
    Pace.Rates rates = made.rates(nowNanos);
    return new RungReport(
        template,
        rung.isEncoded() ? RungState.ENCODED : RungState.PASSED,
        rung.picture().map(PictureOutput::width).orElse(0),
        rung.picture().map(PictureOutput::height).orElse(0),
        rates.framesPerSecond(),
        rates.bitsPerSecond());
  }
}
