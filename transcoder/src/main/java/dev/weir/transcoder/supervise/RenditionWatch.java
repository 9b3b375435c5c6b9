package dev.weir.transcoder.supervise;

import dev.weir.contract.event.RenditionEvent;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.LadderReport.RungReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Notices which renditions can be watched, and which cannot be made, from one report to the next:
 * each is told once, and again when it has become the other. One that only waits is neither. For
 * one thread.
 */
final class RenditionWatch {

  /** What is said of one that can be watched. */
  private static final String READY = "";

  private static final String GAVE_UP = "GAVE_UP";

  private Map<StreamAddress, String> told = new HashMap<>();

  /** What is new. */
  List<RenditionEvent> look(List<LadderReport> reports, Instant now) {
    List<RenditionEvent> news = new ArrayList<>();
    Map<StreamAddress, String> known = new HashMap<>();
    for (LadderReport report : reports) {
      StreamAddress source = report.source();
      for (RungReport rung : report.rungs()) {
        Optional<StreamName> name = rung.template().rendition(source.stream());
        if (name.isPresent()) {
          StreamAddress rendition = source.named(name.get());
          Optional<String> before = Optional.ofNullable(told.get(rendition));
          Optional<String> is = verdict(report, rung).or(() -> before);
          is.ifPresent(verdict -> known.put(rendition, verdict));
          if (!is.equals(before)) {
            String cause = is.orElseThrow();
            news.add(new RenditionEvent(UUID.randomUUID(), source, name.get(), now, cause));
          }
        }
      }
    }
    told = known;
    return news;
  }

  private static Optional<String> verdict(LadderReport report, RungReport rung) {
    return switch (rung.state()) {
      case ENCODED, PASSED -> rung.bitsPerSecond() > 0 ? Optional.of(READY) : Optional.empty();
      case WAITING ->
          report.state() == LadderReport.State.GIVEN_UP ? Optional.of(GAVE_UP) : Optional.empty();
      case NOTHING_TO_MAKE,
          NO_CAPACITY,
          TOO_SLOW,
          QUOTA,
          SOURCE_TOO_LARGE,
          SOURCE_TOO_FAST,
          SOURCE_TOO_HEAVY ->
          Optional.of(rung.state().name());
    };
  }
}
