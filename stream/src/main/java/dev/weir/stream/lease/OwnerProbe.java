package dev.weir.stream.lease;

import io.vertx.core.Future;

/** The question to a node how a stream of its own is. */
@FunctionalInterface
public interface OwnerProbe {

  /** Longest wait for an answer, milliseconds; then the owner counts as SILENT. */
  int ANSWER_MS = 500;

  /**
   * Asks the node that holds {@code lease}. Completes within {@link #ANSWER_MS}, on the caller's
   * Vert.x context, and does not fail.
   */
  Future<OwnerState> ask(StreamLease lease);
}
