package dev.weir.contract.policy;

import dev.weir.contract.access.AddressLiteral;
import dev.weir.contract.access.Cidr;
import dev.weir.contract.identity.UserMark;
import dev.weir.contract.identity.ViewerId;
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
   * The entry that has ended a session at {@code now}, such as {@code network=192.0.2.0/24}; empty
   * while none has.
   *
   * @param begunAt when it began
   * @param address the viewer's network address; what is none lies in no network
   */
  public Optional<String> ending(ViewerId viewer, Instant begunAt, String address, Instant now) {
    if (isEmpty()) {
      return Optional.empty();
    }
    if (holds(viewers.get(viewer), now)) {
      return Optional.of("viewer=" + viewer);
    }
    if (!users.isEmpty() && holds(users.get(viewer.user()), now)) {
      return Optional.of("user=" + viewer.user());
    }
    return begunBefore
        .filter(cutoff -> begunAt.isBefore(cutoff.moment()) && now.isBefore(cutoff.until()))
        .map(cutoff -> "begun-before=" + cutoff.moment())
        .or(() -> network(address, now).map(network -> "network=" + network));
  }

  private Optional<Cidr> network(String text, Instant now) {
    if (networks.isEmpty()) {
      return Optional.empty();
    }
    return AddressLiteral.ofPeer(text)
        .flatMap(address ->
            networks.entrySet().stream()
                .filter(network -> now.isBefore(network.getValue()))
                .map(Map.Entry::getKey)
                .filter(network -> network.contains(address))
                .findFirst());
  }

  private static boolean holds(@Nullable Instant until, Instant now) {
    return until != null && now.isBefore(until);
  }
}
