package dev.weir.ingest.publish;

import dev.weir.contract.check.Finding;
import dev.weir.contract.check.PublisherCheck;
import dev.weir.contract.check.PublisherQuestion;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.rtmp.listener.PublishDesk;
import dev.weir.rtmp.listener.PublisherSession;
import dev.weir.rtmp.listener.RtmpPeer;
import dev.weir.rtmp.session.PublishRequest;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.guess.GuessLimits;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.lease.StreamClaim;
import dev.weir.stream.lease.StreamLeases;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides about publishers, anew for each one. A refusal is a {@link WeirFault} whose code the peer
 * is told and whose detail is for the operator; the door counts and logs it with the connection.
 */
public final class IngestPublishDesk implements PublishDesk {

  private final PolicyDirectory policies;
  private final StreamRegistry streams;
  private final StreamLeases leases;
  private final PublishTeller teller;
  private final TimeSource time;
  private final GuessLimits guesses;
  private final OperatorLog log;

  /**
   * Decides by {@code policies} and lets in to {@code streams} whoever gets the name's lease.
   *
   * @param teller tells of whoever is in
   */
  public IngestPublishDesk(
      PolicyDirectory policies, StreamRegistry streams, StreamLeases leases, PublishTeller teller) {
    this.policies = policies;
    this.streams = streams;
    this.leases = leases;
    this.teller = teller;
    this.time = teller.time();
    this.guesses = new GuessLimits(time);
    this.log = new OperatorLog(IngestPublishDesk.class, time);
  }

  /**
   * Whoever would be refused here anyway is, at once. Then the lease: while it is being claimed,
   * and until the publisher is in, other nodes are told that the name is live. So there is no
   * moment at which two nodes could both think that it is theirs to give.
   */
  @Override
  public Future<PublisherSession> publish(RtmpPeer peer, PublishRequest request) {
    try {
      PublishTerms terms = check(request, peer);
      streams.requireAdmission(terms);
      return leases
          .claim(terms.address(), terms.takeover(), terms.maxTenantStreams())
          .map(claim -> admit(claim, terms, peer));
    } catch (WeirFault refused) {
      return Future.failedFuture(refused);
    }
  }

  private PublisherSession admit(StreamClaim claim, PublishTerms terms, RtmpPeer peer) {
    try (claim) {
      Publication publication = streams.publish(terms, NettyLoop.of(peer.context()), peer::cut);
      return new IngestSession(publication, teller.began(terms), teller, log);
    }
  }

  /**
   * The domain, then {@link PublisherCheck}'s order. Whether the name is free and the domain has
   * room for one more stream is the registry's to say, in one step with taking it; whether the
   * tenant has room on all nodes is said with the lease.
   */
  private PublishTerms check(PublishRequest request, RtmpPeer peer) {
    DomainPolicy policy = policy(request.host());
    Encoder encoder = Encoder.of(peer, request);
    Instant now = time.now();
    PublisherQuestion question =
        new PublisherQuestion(
            policy, request.app(), request.stream(), encoder, new PublishProof(request, now), now);
    Optional<Finding.Refused> refusal = PublisherCheck.refusal(question);
    if (refusal.isPresent()) {
      throw fault(question, refusal.get());
    }
    PushPolicy push = push(policy);
    AppName app = new AppName(request.app());
    return new PublishTerms(
        new StreamAddress(policy.tenant(), policy.domain(), app, new StreamName(request.stream())),
        push.takeoverApps().contains(app),
        push.reconnectWindow(),
        push.maxLiveStreams(),
        policy.quota().liveStreams(),
        encoder.agent(),
        encoder.address());
  }

  /** Whoever is wrong too often is told that alone; a right proof is never taken for a guess. */
  private WeirFault fault(PublisherQuestion question, Finding.Refused refused) {
    boolean tooOften =
        GuessLimits.isGuess(refused.code())
            && guesses.exceeded(question.policy().domain(), question.visitor().address());
    return new WeirFault(tooOften ? FaultCode.GUESSES_EXCEEDED : refused.code(), refused.detail());
  }

  private DomainPolicy policy(String host) {
    DomainName domain =
        DomainName.parse(host)
            .orElseThrow(() -> new WeirFault(FaultCode.DOMAIN_UNKNOWN, "no domain name in tcUrl"));
    return policies
        .find(domain)
        .orElseThrow(() ->
            new WeirFault(
                policies.loaded() ? FaultCode.DOMAIN_UNKNOWN : FaultCode.POLICY_UNAVAILABLE,
                "domain=" + domain));
  }

  private static PushPolicy push(DomainPolicy policy) {
    return policy
        .push()
        .orElseThrow(
            () -> new WeirFault(FaultCode.DOMAIN_NOT_FOR_PUSH, "domain=" + policy.domain()));
  }
}
