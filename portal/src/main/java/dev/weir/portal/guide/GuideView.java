package dev.weir.portal.guide;

import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainView;
import dev.weir.portal.stream.LiveRow;
import dev.weir.portal.stream.StreamView;
import java.util.List;

/**
 * The guide as its page shows it. Public for the template.
 *
 * @param steps in order
 * @param next key of the first that is left; empty when all are done
 * @param done how many are done
 * @param putAway whether the person wants it out of the way
 * @param domain the one that the steps are about; empty without one
 * @param stream the one that the steps are about; empty while no domain is served
 * @param rows that stream as it is live; empty while it is not
 */
public record GuideView(
    List<StepRow> steps,
    String next,
    long done,
    boolean putAway,
    List<DomainView> domain,
    List<StreamView> stream,
    List<LiveRow> rows) {

  /** Copies the lists. */
  public GuideView {
    steps = List.copyOf(steps);
    domain = List.copyOf(domain);
    stream = List.copyOf(stream);
    rows = List.copyOf(rows);
  }

  /**
   * One step.
   *
   * @param key end of its message keys
   * @param state {@code done}, {@code next} or {@code later}
   * @param about what it was done with; empty for nothing to name
   */
  public record StepRow(String key, String state, String about) {}

  static GuideView of(Progress progress, List<StreamView> stream, List<LiveRow> rows) {
    return new GuideView(
        progress.steps().stream().map(step -> row(progress, step)).toList(),
        progress.next().map(GuideStep::key).orElse(""),
        progress.doneCount(),
        progress.putAway(),
        progress.domain().map(DomainView::of).stream().toList(),
        stream,
        rows);
  }

  /** Whether it is on the air. */
  public boolean live() {
    return !rows.isEmpty();
  }

  private static StepRow row(Progress progress, GuideStep step) {
    boolean done = progress.done().contains(step);
    boolean next = progress.next().filter(step::equals).isPresent();
    return new StepRow(
        step.key(), done ? "done" : next ? "next" : "later", done ? about(progress, step) : "");
  }

  private static String about(Progress progress, GuideStep step) {
    return switch (step) {
      case DOMAIN -> progress.domain().map(Domain::name).map(String::valueOf).orElse("");
      case PICTURE -> progress.stream().map(address -> address.path()).orElse("");
      case ONLINE, SHARED, COLLEAGUE, SECOND_FACTOR -> "";
    };
  }
}
