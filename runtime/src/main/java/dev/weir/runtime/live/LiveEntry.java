package dev.weir.runtime.live;

import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.StreamReport;
import java.util.Map;

/**
 * One live stream with the viewers of all nodes.
 *
 * @param stream as its owner sees it
 * @param viewers viewers by protocol, summed over the gateways
 */
public record LiveEntry(StreamReport stream, Map<PlayProtocol, Integer> viewers) {

  /** Copies the map. */
  public LiveEntry {
    viewers = Map.copyOf(viewers);
  }

  /** Viewers on all protocols. */
  public int totalViewers() {
    return viewers.values().stream().mapToInt(Integer::intValue).sum();
  }
}
