package dev.weir.portal.library;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.stream.PlayAddresses;
import dev.weir.portal.stream.PreferredTransport;
import dev.weir.portal.stream.PublicPorts;
import dev.weir.portal.stream.StreamPath;
import dev.weir.runtime.clock.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the portal's people watch recordings: with the player of the tenant's own play domain, by
 * the proof that its viewers need. For virtual threads.
 *
 * @param transport whether players are https
 */
public record Replay(
    DomainStore domains, PublicPorts ports, PreferredTransport transport, TimeSource time) {

  /**
   * How long the page's own player may start; its session holds from there. It starts at once, and
   * whoever may not sign reads this address in the page's source.
   */
  static final Duration VALIDITY = Duration.ofMinutes(2);

  /**
   * A player.
   *
   * @param address of the page that is framed
   * @param origins that the page must be allowed to frame
   */
  record Player(String address, List<String> origins) {}

  /** The player of a recording; empty where the domain of its stream has no viewers. */
  Optional<Player> of(Recording recording) {
    RecordingEvent told = recording.told();
    Optional<DomainPolicy> play = domains.of(told.tenant()).playFor(told.address().pushDomain());
    boolean secure = transport.secure(play);
    return play.map(domain ->
        new Player(
            PlayAddresses.replay(
                domain,
                ports,
                new StreamPath(told.address().app(), told.address().stream()),
                told.id(),
                time.now().plus(VALIDITY),
                secure),
            PlayAddresses.origins(domain.domain(), ports)));
  }
}
