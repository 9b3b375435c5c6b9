package dev.weir.contract.metering;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;

/** One life of a node's counters: they begin at 0 with it. */
public record MeterBoot(NodeId node, BootId boot) {

  @Override
  public String toString() {
    return node + "/" + boot;
  }
}
