package dev.weir.contract.policy;

import dev.weir.contract.access.AddressLiteral;
import dev.weir.contract.access.Cidr;
import dev.weir.contract.identity.UserMark;
import dev.weir.contract.identity.ViewerId;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose viewing of a push domain's streams was ended before its time. Each entry holds until a
 * moment of its own, and none longer than {@link #LONGEST}: no session lasts longer.
 *
 * @param viewers single sessions
 * @param users everything that belongs to a user, sessions to come among it
 * @param networks everybody who comes from there, in sessions to come too
 * @param begunBefore sessions of everybody that began before a moment; empty for none
 */
public record Revocations(
    Map<ViewerId, Instant> viewers,
    Map<UserMark, Instant> users,
    Map<Cidr, Instant> networks,
    Optional<Cutoff> begunBefore) {

  /** Most viewers and users of a domain, together, that may be revoked at the same time. */
  public static final int MAX = 1_000;

  /** Most networks, each of which is compared with every viewer. */
  public static final int MAX_NETWORKS = 100;

  /** Longest time for which an entry holds: that of the longest session. */
  public static final Duration LONGEST = PlayPolicy.MAX_SESSION_LIFETIME;

  private static final Revocations NONE =
      new Revocations(Map.of(), Map.of(), Map.of(), Optional.empty());

  /**
   * The end of all sessions that are older.
   *
   * @param moment sessions that began before it are over
   * @param until when the last of them would have ended by itself
   */
  public record Cutoff(Instant moment, Instant until) {}

  /** Copies the maps; throws {@link IllegalArgumentException} when there are too many entries. */
  public Revocations {
    viewers = Map.copyOf(viewers);
    users = Map.copyOf(users);
    networks = Map.copyOf(networks);
    if (viewers.size() + users.size() > MAX || networks.size() > MAX_NETWORKS) {
      throw new IllegalArgumentException("too many revocations");
    }
  }

  /** Nobody's viewing was ended. */
  public static Revocations none() {
    return NONE;
  }

  /** Whether there are no entries at all. */
  public boolean isEmpty() {
    return viewers.isEmpty() && users.isEmpty() && networks.isEmpty() && begunBefore.isEmpty();
  }

  /**
   * Whether a session is over at {@code now}.
   *
   * @param begunAt when it began
   * @param address the viewer's network address; what is none lies in no network
   */
  public boolean hold(ViewerId viewer, Instant begunAt, String address, Instant now) {
    if (isEmpty()) {
      return false;
    }
    return holds(viewers.get(viewer), now)
        || !users.isEmpty() && holds(users.get(viewer.user()), now)
        || begunBefore
            .filter(cutoff -> begunAt.isBefore(cutoff.moment()) && now.isBefore(cutoff.until()))
            .isPresent()
        || !networks.isEmpty() && holdNetwork(address, now);
  }

  private boolean holdNetwork(String text, Instant now) {
    InetAddress address;
    try {
      address = AddressLiteral.parse(text);
    } catch (IllegalArgumentException none) {
      return false;
    }
    for (Map.Entry<Cidr, Instant> network : networks.entrySet()) {
      if (now.isBefore(network.getValue()) && network.getKey().contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(@Nullable Instant until, Instant now) {
    return until != null && now.isBefore(until);
  }
}
