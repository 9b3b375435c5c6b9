package dev.weir.rtmp.listener;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the connections that neither publish nor play yet, by address and in all, so that
 * strangers cannot crowd out those who are known. One for all listeners of a process. Thread-safe.
 *
 * <p>The unit of IPv6 is the /64 network: whoever has one address there has them all.
 */
public final class WaitingRoom {

  private static final int IPV6_NETWORK_BYTES = 8;

  private final int maxPerAddress;
  private final int maxInAll;

  private final ConcurrentMap<String, Integer> waitingByNetwork = new ConcurrentHashMap<>();
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
    Seat seat = new Seat(network(address));
    int inAll = waiting.incrementAndGet();
    int fromThere = waitingByNetwork.merge(seat.network, 1, Integer::sum);
    if (inAll > maxInAll || fromThere > maxPerAddress) {
      seat.leave();
      return Optional.empty();
    }
    return Optional.of(seat);
  }

  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
        : HexFormat.of().formatHex(bytes);
  }

  /** The place of one waiting connection. */
  final class Seat {

    private final String network;

    private final AtomicBoolean left = new AtomicBoolean();

    private Seat(String network) {
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
