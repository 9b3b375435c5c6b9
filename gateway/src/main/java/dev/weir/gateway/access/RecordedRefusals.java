package dev.weir.gateway.access;

import dev.weir.contract.check.Door;
import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.runtime.refusal.RefusalTeller;

/**
 * Tells the tenant, too, whom it did not let in: with everything that explains it. Who asks for a
 * domain that nobody has is told of to nobody.
 */
public final class RecordedRefusals implements RefusalLog {

  private final RefusalLog next;
  private final PolicyDirectory policies;
  private final RefusalTeller teller;
  private final TimeSource time;

  /** Tells {@code next} first. */
  public RecordedRefusals(
      RefusalLog next, PolicyDirectory policies, RefusalTeller teller, TimeSource time) {
    this.next = next;
    this.policies = policies;
    this.teller = teller;
    this.time = time;
  }

  @Override
  public void refused(PlaybackRequest request, WeirFault fault) {
    next.refused(request, fault);
    DomainName.parse(request.host())
        .flatMap(policies::find)
        .ifPresent(policy -> teller.tell(visit(policy, request, fault)));
  }

  @Override
  public void admitted(PlayGrant grant) {
    next.admitted(grant);
  }

  private RefusedVisit visit(DomainPolicy policy, PlaybackRequest request, WeirFault fault) {
    return new RefusedVisit(
        request.asker().requestId(),
        time.now(),
        policy.tenant(),
        policy.domain(),
        Door.PLAY,
        asked(request),
        RefusedVisit.From.of(request.asker()),
        fault.code(),
        fault.detail());
  }

  /** A session's token is left out: it opens the stream to whoever reads it. */
  private static RefusedVisit.Asked asked(PlaybackRequest request) {
    String path =
        switch (request.credential()) {
          case Credential.UrlSignature signature -> signature.url().path();
          case Credential.SessionToken _ -> "/" + request.app() + "/~/" + request.stream();
        };
    String query =
        switch (request.credential()) {
          case Credential.UrlSignature signature -> signature.url().query();
          case Credential.SessionToken _ -> "";
        };
    return new RefusedVisit.Asked(
        request.app(), request.stream(), request.protocol().name(), path, query);
  }
}
