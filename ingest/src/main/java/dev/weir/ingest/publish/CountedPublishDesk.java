package dev.weir.ingest.publish;

import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.check.Door;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.rtmp.listener.PublishDesk;
import dev.weir.rtmp.listener.PublisherSession;
import dev.weir.rtmp.listener.RtmpPeer;
import dev.weir.rtmp.session.PublishRequest;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.keyuse.KeyPlace;
import dev.weir.runtime.keyuse.KeyTally;
import dev.weir.runtime.policy.PolicyDirectory;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Counts how often each key let an encoder in. The proof is verified once more for that: encoders
 * come so seldom that nothing else has to know of keys.
 */
public final class CountedPublishDesk implements PublishDesk {

  private final PublishDesk next;
  private final PolicyDirectory policies;
  private final KeyTally tally;
  private final TimeSource time;

  /** Has {@code next} decide. */
  public CountedPublishDesk(
      PublishDesk next, PolicyDirectory policies, KeyTally tally, TimeSource time) {
    this.next = next;
    this.policies = policies;
    this.tally = tally;
    this.time = time;
  }

  @Override
  public Future<PublisherSession> publish(RtmpPeer peer, PublishRequest request) {
    Instant asked = time.now();
    return next.publish(peer, request)
        .onSuccess(_ ->
            DomainName.parse(request.host())
                .flatMap(policies::find)
                .ifPresent(policy -> count(policy, new PublishProof(request, asked))));
  }

  private void count(DomainPolicy policy, PublishProof proof) {
    policy
        .push()
        .map(PushPolicy::authentication)
        .filter(Authentication::required)
        .ifPresent(authentication -> {
          if (proof.check(authentication) instanceof SignatureCheck.Valid valid) {
            tally.used(new KeyPlace(policy.tenant(), policy.domain(), Door.PUBLISH, valid.keyId()));
          }
        });
  }
}
