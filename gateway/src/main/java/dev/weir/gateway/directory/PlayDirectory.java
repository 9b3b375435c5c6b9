package dev.weir.gateway.directory;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.keeping.TimeShiftRule;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.contract.policy.StreamLadder;
import dev.weir.runtime.policy.PolicyDirectory;
import java.time.Duration;
import java.util.Optional;

/** Finds the play domain that a request speaks for, and its rules. Each step refuses by name. */
public final class PlayDirectory {

  private final PolicyDirectory policies;

  /** Reads from {@code policies}, which keeps itself fresh. */
  public PlayDirectory(PolicyDirectory policies) {
    this.policies = policies;
  }

  /**
   * The domain in {@code host}. A TLS connection speaks for the name of its handshake alone: a
   * request for another domain on it is misdirected, and a browser then opens a new connection.
   */
  public DomainName domain(String host, String tlsServerName) {
    DomainName domain =
        DomainName.parse(host)
            .orElseThrow(() -> new WeirFault(FaultCode.DOMAIN_UNKNOWN, "host is no domain name"));
    boolean named = !tlsServerName.isEmpty();
    if (named && !DomainName.parse(tlsServerName).equals(Optional.of(domain))) {
      throw new WeirFault(
          FaultCode.DOMAIN_MISDIRECTED, "host=" + domain + " tls-name-differs=true");
    }
    return domain;
  }

  /** Everything that holds for a domain. */
  public DomainPolicy policy(DomainName domain) {
    return policies.find(domain).orElseThrow(() -> unknown(domain));
  }

  /** The part of a policy that is about viewers. */
  public PlayPolicy play(DomainPolicy policy) {
    return policy
        .play()
        .orElseThrow(
            () -> new WeirFault(FaultCode.DOMAIN_NOT_FOR_PLAY, "domain=" + policy.domain()));
  }

  /** Everything that holds for {@code host}, where a refusal has nothing to add. */
  public Optional<DomainPolicy> policy(String host) {
    return DomainName.parse(host).flatMap(policies::find);
  }

  /** The rules for viewers of {@code host}, where a refusal has nothing to add. */
  public Optional<PlayPolicy> playPolicy(String host) {
    return policy(host).flatMap(DomainPolicy::play);
  }

  /** The ladder of the stream that is asked for, or that it is a rendition of. */
  public StreamLadder ladder(PlayPolicy play, AppName app, StreamName asked) {
    Ladders ladders =
        policies
            .find(play.pushDomain())
            .flatMap(DomainPolicy::push)
            .map(PushPolicy::ladders)
            .orElse(Ladders.none());
    return StreamLadder.of(ladders, app, asked, play.rules().renditions());
  }

  /** How far viewers of a stream can go back; zero where they cannot. */
  public Duration timeShift(StreamAddress stream) {
    return policies
        .find(stream.pushDomain())
        .flatMap(DomainPolicy::push)
        .map(PushPolicy::keeping)
        .flatMap(keeping -> keeping.timeShift(stream.app(), stream.stream()))
        .map(TimeShiftRule::window)
        .orElse(Duration.ZERO);
  }

  /** Whether this very policy is the one in force. */
  @SuppressWarnings("ReferenceEquality") // A snapshot is replaced as a whole.
  public boolean hasPolicy(DomainName domain, PlayPolicy play) {
    DomainPolicy policy = policies.find(domain).orElse(null);
    return policy != null && policy.play().orElse(null) == play;
  }

  private WeirFault unknown(DomainName domain) {
    FaultCode code = policies.loaded() ? FaultCode.DOMAIN_UNKNOWN : FaultCode.POLICY_UNAVAILABLE;
    return new WeirFault(code, "domain=" + domain);
  }
}
