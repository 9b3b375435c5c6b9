package dev.weir.ingest.publish;

import dev.weir.contract.check.Door;
import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.rtmp.listener.PublishDesk;
import dev.weir.rtmp.listener.PublisherSession;
import dev.weir.rtmp.listener.RtmpPeer;
import dev.weir.rtmp.session.PublishRequest;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.http.RequestId;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.runtime.refusal.RefusalTeller;
import io.vertx.core.Future;

/** Tells the tenant which encoders its domains did not let in, and why. */
public final class RecordedPublishDesk implements PublishDesk {

  private final PublishDesk next;
  private final PolicyDirectory policies;
  private final RefusalTeller teller;
  private final TimeSource time;

  /** Has {@code next} decide. */
  public RecordedPublishDesk(
      PublishDesk next, PolicyDirectory policies, RefusalTeller teller, TimeSource time) {
    this.next = next;
    this.policies = policies;
    this.teller = teller;
    this.time = time;
  }

  @Override
  public Future<PublisherSession> publish(RtmpPeer peer, PublishRequest request) {
    return next.publish(peer, request)
        .onFailure(failure -> {
          if (failure instanceof WeirFault refused) {
            DomainName.parse(request.host())
                .flatMap(policies::find)
                .ifPresent(policy -> teller.tell(visit(policy, peer, request, refused)));
          }
        });
  }

  private RefusedVisit visit(
      DomainPolicy policy, RtmpPeer peer, PublishRequest request, WeirFault refused) {
    return new RefusedVisit(
        RequestId.fresh(),
        time.now(),
        policy.tenant(),
        policy.domain(),
        Door.PUBLISH,
        new RefusedVisit.Asked(
            request.app(),
            request.stream(),
            "RTMP",
            "/" + request.app() + "/" + request.stream(),
            request.query()),
        RefusedVisit.From.of(Encoder.of(peer, request)),
        refused.code(),
        refused.detail());
  }
}
