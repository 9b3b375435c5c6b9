package dev.weir.rtmp.listener;

import dev.weir.runtime.http.PeerNetwork;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the connections that neither publish nor play yet, by address and in all, so that
 * strangers cannot crowd out those who are known. One for all listeners of a process. Thread-safe.
 */
public final class WaitingRoom {

  private final int maxPerAddress;
  private final int maxInAll;

  private final ConcurrentMap<PeerNetwork, Integer> waitingByNetwork = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /** An empty room. */
  public WaitingRoom(int maxPerAddress, int maxInAll) {
    this.maxPerAddress = maxPerAddress;
    this.maxInAll = maxInAll;
  }

  /** Connections that wait now. */
  public int size() {
    return waiting.get();
  }

  /** Lets a connection in; empty when there is no seat for it. */
  Optional<Seat> enter(InetAddress address) {
    Seat seat = new Seat(PeerNetwork.of(address));
    int inAll = waiting.incrementAndGet();
    int fromThere = waitingByNetwork.merge(seat.network, 1, Integer::sum);
    if (inAll > maxInAll || fromThere > maxPerAddress) {
      seat.leave();
      return Optional.empty();
    }
    return Optional.of(seat);
  }

  /** The place of one waiting connection. */
  final class Seat {

    private final PeerNetwork network;

    private final AtomicBoolean left = new AtomicBoolean();

    private Seat(PeerNetwork network) {
      this.network = network;
    }

    /** Gives it back; only the first time counts. */
    void leave() {
      if (left.compareAndSet(false, true)) {
        waiting.decrementAndGet();
        waitingByNetwork.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
      }
    }
  }
}
