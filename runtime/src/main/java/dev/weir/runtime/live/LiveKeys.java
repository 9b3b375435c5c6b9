package dev.weir.runtime.live;

import dev.weir.contract.identity.NodeId;
import java.time.Duration;

/**
 * Where live reports are in Redis: for each node one text with its streams, one with their ladders,
 * one with how they arrive and one with its viewers, all gone when the node has been silent for a
 * while, and a set with the names of nodes.
 */
final class LiveKeys {

  static final String NODES = "weir:live:nodes";

  /** Messages are the name of the node that reported. */
  static final String CHANNEL = "weir:live:changed";

  /** Three reports may be lost before a node counts as gone. */
  static final Duration EXPIRY = Duration.ofSeconds(6);

  private LiveKeys() {}

  static String streams(NodeId node) {
    return "weir:live:streams:" + node;
  }

  static String ladders(NodeId node) {
    return "weir:live:ladders:" + node;
  }

  static String health(NodeId node) {
    return "weir:live:health:" + node;
  }

  static String viewers(NodeId node) {
    return "weir:live:viewers:" + node;
  }
}
