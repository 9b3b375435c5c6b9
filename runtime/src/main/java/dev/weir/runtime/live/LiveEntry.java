package dev.weir.runtime.live;

import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.StreamReport;
import java.util.Map;
import java.util.Optional;

/**
 * One live stream with the viewers of all nodes.
 *
 * @param stream as its owner sees it
 * @param viewers viewers by protocol, summed over the gateways
 * @param ladder how its ladder is made; empty when it has none that is encoded
 * @param health how it arrives; empty while nobody has told
 */
public record LiveEntry(
    StreamReport stream,
    Map<PlayProtocol, Integer> viewers,
    Optional<LadderReport> ladder,
    Optional<LiveHealth> health) {

  /** A stream without a ladder, of whose health nobody has told. */
  public LiveEntry(StreamReport stream, Map<PlayProtocol, Integer> viewers) {
    this(stream, viewers, Optional.empty(), Optional.empty());
  }

  /** Copies the map. */
  public LiveEntry {
    viewers = Map.copyOf(viewers);
  }

  /** Viewers on all protocols. */
  public int totalViewers() {
    return viewers.values().stream().mapToInt(Integer::intValue).sum();
  }
}
