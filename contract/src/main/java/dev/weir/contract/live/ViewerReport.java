package dev.weir.contract.live;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import java.util.Map;

/**
 * How many viewers one gateway serves on one stream, told about every two seconds.
 *
 * @param address the stream
 * @param node the gateway
 * @param viewers viewers by protocol
 */
public record ViewerReport(StreamAddress address, NodeId node, Map<PlayProtocol, Integer> viewers) {

  /** Copies the map. */
  public ViewerReport {
    viewers = Map.copyOf(viewers);
  }

  /** Viewers on all protocols. */
  public int total() {
    return viewers.values().stream().mapToInt(Integer::intValue).sum();
  }
}
