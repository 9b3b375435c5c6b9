package dev.weir.runtime.node;

import io.vertx.core.Future;
import java.util.List;

/** All processes of the platform that reported within the last day. */
@FunctionalInterface
public interface NodeBoard {

  /** Each process with its last report, by node and then by age of its start. */
  Future<List<NodeSighting>> nodes();
}
