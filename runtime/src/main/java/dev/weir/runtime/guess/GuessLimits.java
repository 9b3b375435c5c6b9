package dev.weir.runtime.guess;

import dev.weir.contract.access.AddressLiteral;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts wrong proofs in windows of {@link #WINDOW}, in a table that never grows: two that fall on
 * the same place share their count, which can only make the answers to wrong ones shorter. Where
 * they fall is not to be foreseen. Thread-safe; costs a hash and two additions.
 */
public final class GuessLimits {

  /** How long wrong proofs are counted together. */
  public static final Duration WINDOW = Duration.ofSeconds(10);

  /** Wrong proofs of one network (IPv6: its /64) for one domain in a window. */
  public static final int MAX_PER_NETWORK = 100;

  /** Wrong proofs of all networks for one domain in a window, beyond those of single networks. */
  public static final int MAX_PER_DOMAIN = 10_000;

  private static final int SLOTS = 1 << 16;
  private static final int IPV6_NETWORK_BYTES = 8;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** Of each: the window's number in the upper half, the count in the lower. */
  private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

  private final long seed;
  private final TimeSource time;
  private final OperatorLog log;

  /** Begins with nothing counted. */
  public GuessLimits(TimeSource time) {
    this(time, ThreadLocalRandom.current().nextLong());
  }

  /** Where proofs fall in the table is the seed's alone. */
  GuessLimits(TimeSource time, long seed) {
    this.seed = seed;
    this.time = time;
    this.log = new OperatorLog(GuessLimits.class, time);
  }

  /** Whether a refusal says that somebody showed a proof which nobody could have given him. */
  public static boolean isGuess(FaultCode refusal) {
    return switch (refusal) {
      case SIGNATURE_WRONG, SIGNATURE_MALFORMED, TOKEN_WRONG, TOKEN_MALFORMED, SESSION_INVALID ->
          true;
      default -> false;
    };
  }

  /**
   * Counts a wrong proof; true when there were too many before it.
   *
   * @param address of whoever showed it, as text
   */
  public boolean exceeded(DomainName domain, String address) {
    long ofDomain = seed + domain.value().hashCode() * MIX;
    long before = count(ofDomain + MIX * networkOf(address));
    if (before < MAX_PER_NETWORK) {
      before = count(ofDomain);
      tellOnce(before == MAX_PER_DOMAIN, domain, "all");
      return before >= MAX_PER_DOMAIN;
    }
    tellOnce(before == MAX_PER_NETWORK, domain, address);
    return true;
  }

  private void tellOnce(boolean first, DomainName domain, String from) {
    if (first) {
      log.tell(GuessEvent.EXCEEDED, domain.value(), "from", from);
    }
  }

  /** One more; returns how many there were before in this window. */
  private int count(long key) {
    long window = Math.floorDiv(time.nanos(), WINDOW.toNanos()) << Integer.SIZE;
    long mixed = (key ^ key >>> Integer.SIZE) * MIX;
    int slot = (int) (mixed >>> Long.SIZE - Integer.numberOfTrailingZeros(SLOTS));
    long held =
        slots.getAndAccumulate(slot, window, (old, now) -> isOf(old, now) ? old + 1 : now + 1);
    return isOf(held, window) ? (int) held : 0;
  }

  private static boolean isOf(long held, long window) {
    return held >>> Integer.SIZE == window >>> Integer.SIZE;
  }

  private static long networkOf(String address) {
    try {
      InetAddress parsed = AddressLiteral.parse(address);
      byte[] bytes = parsed.getAddress();
      int length = parsed instanceof Inet6Address ? IPV6_NETWORK_BYTES : bytes.length;
      long network = length;
      for (int i = 0; i < length; i++) {
        network = network * 257 + (bytes[i] & 0xFF);
      }
      return network;
    } catch (IllegalArgumentException unreadable) {
      return 0;
    }
  }
}
