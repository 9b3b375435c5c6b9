package dev.weir.portal.viewer;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.live.AudienceReport;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.ViewerSighting;
import dev.weir.runtime.audience.AudienceBoard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Who watches a stream, over all gateways.
 *
 * @param viewers how many there are, by protocol
 * @param shown the newest {@link AudienceReport#MAX_NEWEST} of them and those {@link
 *     AudienceReport#MAX_LONGEST} who have stayed longest; the newest first
 * @param complete whether every gateway was heard
 */
public record Watching(Map<PlayProtocol, Integer> viewers, List<Seat> shown, boolean complete) {

  private static final Comparator<Seat> NEWEST_FIRST =
      Comparator.comparing((Seat seat) -> seat.viewer().since())
          .reversed()
          .thenComparing(seat -> seat.viewer().viewer().hex())
          .thenComparing(seat -> seat.node().value());

  /** Copies map and list. */
  public Watching {
    viewers = Map.copyOf(viewers);
    shown = List.copyOf(shown);
  }

  /**
   * One viewer.
   *
   * @param viewer who
   * @param node the gateway
   */
  public record Seat(ViewerSighting viewer, NodeId node) {}

  /** All viewers, on all protocols. */
  public int total() {
    return viewers.values().stream().mapToInt(Integer::intValue).sum();
  }

  static Watching of(AudienceBoard.Audience audience) {
    Map<PlayProtocol, Integer> viewers = new EnumMap<>(PlayProtocol.class);
    List<Seat> seats = new ArrayList<>();
    for (AudienceReport report : audience.reports()) {
      report.viewers().forEach((protocol, count) -> viewers.merge(protocol, count, Integer::sum));
      report.shown().forEach(viewer -> seats.add(new Seat(viewer, report.node())));
    }
    seats.sort(NEWEST_FIRST);
    int most = AudienceReport.MAX_NEWEST + AudienceReport.MAX_LONGEST;
    if (seats.size() > most) {
      seats.subList(AudienceReport.MAX_NEWEST, seats.size() - AudienceReport.MAX_LONGEST).clear();
    }
    return new Watching(viewers, seats, audience.complete());
  }
}
