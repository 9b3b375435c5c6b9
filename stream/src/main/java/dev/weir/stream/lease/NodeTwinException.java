package dev.weir.stream.lease;

import dev.weir.contract.identity.NodeId;

/** Another process that runs at this moment has the same node id. */
public final class NodeTwinException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a sentence for the operator. */
  public NodeTwinException(NodeId node, String boot) {
    super(
        "Another process runs as node '%s' (boot %s); give each its own name: --node.id=NAME"
            .formatted(node, boot),
        null,
        false,
        false);
  }
}
