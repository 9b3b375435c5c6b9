package dev.weir.stream.lease;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamListener;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The leases of one node in memory, beside whatever other nodes are said to hold, without expiry;
 * for tests. The other nodes count as live. Thread-safe.
 */
public final class MemoryLeases implements StreamLeases {

  private final LeaseHolder self;
  private final Map<StreamAddress, StreamLease> leases = new HashMap<>();
  private final LeaseBook book = new LeaseBook();
  private final List<Consumer<StreamAddress>> onMoved = new CopyOnWriteArrayList<>();
  private final List<Consumer<StreamAddress>> onLost = new CopyOnWriteArrayList<>();
  private long lastFence;
  private boolean away;

  /** For the node {@code self}. */
  public MemoryLeases(LeaseHolder self) {
    this.self = self;
  }

  /** Another node claims a stream, and takes it if need be. */
  public StreamLease take(LeaseHolder other, StreamAddress stream) {
    StreamLease lease = put(other, stream);
    if (book.taken(stream, lease.fence())) {
      onLost.forEach(listener -> listener.accept(stream));
    }
    onMoved.forEach(listener -> listener.accept(stream));
    return lease;
  }

  /** A lease runs out or is released. */
  public synchronized void drop(StreamAddress stream) {
    leases.remove(stream);
  }

  /** From now on nobody can say who owns what, or everybody can again. */
  public synchronized void away(boolean isAway) {
    away = isAway;
  }

  @Override
  public synchronized Future<Optional<StreamLease>> owner(StreamAddress stream) {
    return away
        ? Future.failedFuture(
            new WeirFault(FaultCode.LIVE_STATE_UNAVAILABLE, "owner of stream=" + stream))
        : Future.succeededFuture(Optional.ofNullable(leases.get(stream)));
  }

  @Override
  public void onMoved(Consumer<StreamAddress> listener) {
    onMoved.add(listener);
  }

  @Override
  public Future<StreamClaim> claim(StreamAddress stream, boolean takeover, long maxTenantStreams) {
    if (!takeover && isOthers(stream)) {
      return Future.failedFuture(new WeirFault(FaultCode.PUBLISH_NAME_TAKEN, "stream=" + stream));
    }
    if (isOneTooMany(stream, maxTenantStreams)) {
      return Future.failedFuture(
          new WeirFault(FaultCode.TENANT_STREAMS_EXCEEDED, "stream=" + stream));
    }
    book.open(stream);
    book.granted(stream, put(self, stream).fence());
    onMoved.forEach(listener -> listener.accept(stream));
    return Future.succeededFuture(() -> book.close(stream, this::release));
  }

  @Override
  public boolean claiming(StreamAddress stream) {
    return book.claiming(stream);
  }

  @Override
  public void onLost(Consumer<StreamAddress> listener) {
    onLost.add(listener);
  }

  @Override
  public StreamListener opened(LiveStream stream) {
    book.begun(stream.address(), stream.kind());
    return new LeaseEnd(() -> book.over(stream.address(), this::release));
  }

  private synchronized StreamLease put(LeaseHolder holder, StreamAddress stream) {
    StreamLease lease = holder.lease(stream, ++lastFence);
    leases.put(stream, lease);
    return lease;
  }

  private synchronized boolean isOneTooMany(StreamAddress stream, long most) {
    long live =
        leases.keySet().stream().filter(one -> one.tenant().equals(stream.tenant())).count();
    return !leases.containsKey(stream) && live >= most;
  }

  private synchronized boolean isOthers(StreamAddress stream) {
    StreamLease lease = leases.get(stream);
    return lease != null && !lease.boot().equals(self.boot());
  }

  private synchronized void release(LeaseBook.Held held) {
    leases.values().removeIf(lease -> lease.fence() == held.fence());
  }
}
