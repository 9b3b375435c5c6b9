package dev.weir.contract.live;

import dev.weir.contract.identity.NodeId;
import java.util.List;
import java.util.Map;

/**
 * Who watches a stream on one gateway, told when somebody asks.
 *
 * @param node the gateway
 * @param viewers how many there are, by protocol
 * @param shown some of them: those who came last and those who have stayed longest, at most {@link
 *     #MAX_NEWEST} and {@link #MAX_LONGEST}
 */
public record AudienceReport(
    NodeId node, Map<PlayProtocol, Integer> viewers, List<ViewerSighting> shown) {

  /** Most viewers who are told since they came last. */
  public static final int MAX_NEWEST = 100;

  /** Most viewers who are told since they have stayed longest. */
  public static final int MAX_LONGEST = 100;

  /** Copies map and list. */
  public AudienceReport {
    viewers = Map.copyOf(viewers);
    shown = List.copyOf(shown);
  }
}
