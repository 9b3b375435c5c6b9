package dev.weir.stream.origin;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.http.HardClose;
import dev.weir.runtime.metrics.Metrics;
import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** The other nodes that take one kind of answer from here. Thread-safe. */
final class Edges {

  /** Most answers of one kind at once, over all streams. */
  static final int MAX_PULLS = 10_000;

  /** Most nodes that take one stream. */
  static final int MAX_PULLS_OF_A_STREAM = 64;

  private final Map<StreamAddress, Integer> counts = new HashMap<>();
  private final Set<HttpConnection> connections = new HashSet<>();
  private final LongAdder begun = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  /** Shows how many there are and what they take. */
  void show(Metrics metrics, String kind) {
    metrics.gauge(OriginMetric.PULLS, this::count, kind);
    metrics.counter(OriginMetric.PULLS_BEGUN, begun, kind);
    metrics.counter(OriginMetric.BYTES, bytes, kind);
  }

  /** Takes a place, to be left once; CONNECTIONS_EXCEEDED when there is none. */
  synchronized void enter(StreamAddress stream, HttpConnection connection) {
    int ofStream = counts.getOrDefault(stream, 0);
    if (ofStream >= MAX_PULLS_OF_A_STREAM || connections.size() >= MAX_PULLS) {
      throw new WeirFault(
          FaultCode.CONNECTIONS_EXCEEDED, "stream=" + stream + " nodes=" + ofStream);
    }
    counts.put(stream, ofStream + 1);
    connections.add(connection);
    begun.increment();
  }

  /** Leaves the place again. */
  synchronized void leave(StreamAddress stream, HttpConnection connection) {
    counts.computeIfPresent(stream, (_, count) -> count == 1 ? null : count - 1);
    connections.remove(connection);
  }

  /** So many bytes went out. */
  void sent(long count) {
    bytes.add(count);
  }

  /** Breaks all answers off, so that none of them looks like the end of its stream. */
  synchronized void cutAll() {
    List.copyOf(connections).forEach(HardClose::cut);
  }

  private synchronized int count() {
    return connections.size();
  }
}
