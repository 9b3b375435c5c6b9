package dev.weir.ingest.publish;

import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.check.Finding;
import dev.weir.contract.check.Proof;
import dev.weir.contract.check.PublisherCheck;
import dev.weir.contract.check.PublisherQuestion;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamKind;
import dev.weir.stream.hub.StreamRegistry;
import java.time.Instant;
import java.util.List;

/**
 * Ends what is live and comes from a network, or has a name, that the rules no longer let in. What
 * was proven stays proven: a signed URL is for the beginning of a publish. Thread-safe.
 */
public final class RuledPublishers {

  private static final List<PublisherCheck> RULES =
      List.of(PublisherCheck.NETWORK, PublisherCheck.PATTERN);

  private final PolicyDirectory policies;
  private final StreamRegistry streams;
  private final TimeSource time;

  /** Looks after {@code streams}. */
  public RuledPublishers(PolicyDirectory policies, StreamRegistry streams, TimeSource time) {
    this.policies = policies;
    this.streams = streams;
    this.time = time;
  }

  /** Looks at a domain whose policy has changed; does not block. */
  public void look(DomainName domain) {
    policies.find(domain).ifPresent(this::look);
  }

  private void look(DomainPolicy policy) {
    for (LiveStream stream : streams.live()) {
      if (stream.kind() == StreamKind.SOURCE
          && stream.address().pushDomain().equals(policy.domain())) {
        PublisherQuestion question = question(policy, stream);
        for (PublisherCheck rule : RULES) {
          if (rule.look(question) instanceof Finding.Refused refused) {
            streams.end(stream.address(), refused.code(), "by=policy " + refused.detail());
          }
        }
      }
    }
  }

  private PublisherQuestion question(DomainPolicy policy, LiveStream stream) {
    return new PublisherQuestion(
        policy,
        stream.address().app().value(),
        stream.address().stream().value(),
        new Encoder(stream.facts().peerAddress(), stream.facts().encoder()),
        new Given(),
        time.now());
  }

  /** The proof that it was let in with. */
  private record Given() implements Proof {

    @Override
    public boolean continues() {
      return true;
    }

    @Override
    public SignatureCheck check(Authentication authentication) {
      return new SignatureCheck.Valid("", Instant.MAX, ProofLimits.none());
    }
  }
}
