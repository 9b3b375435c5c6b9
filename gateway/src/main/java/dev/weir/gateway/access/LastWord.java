package dev.weir.gateway.access;

import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.gateway.remote.RemoteQuestion;
import dev.weir.gateway.seat.Seats;
import dev.weir.gateway.ticket.Tickets;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a gateway cannot tell alone about a newcomer whom its own checks let in: the word of the
 * tenant's endpoint, whether the user has a place left, and whether the ticket is good. In this
 * order: what cannot be undone comes last. A session that has begun is never asked about again.
 */
public final class LastWord {

  private final Function<RemoteQuestion, Future<Void>> tenants;
  private final Seats seats;
  private final Tickets tickets;

  /**
   * Asks these three.
   *
   * @param tenants leads to their endpoints
   */
  public LastWord(Function<RemoteQuestion, Future<Void>> tenants, Seats seats, Tickets tickets) {
    this.tenants = tenants;
    this.seats = seats;
    this.tickets = tickets;
  }

  /** Whether anybody has to be asked; nearly nobody has. */
  boolean isNeeded(PlaybackRequest request, PlayGrant grant) {
    return request.credential() instanceof Credential.UrlSignature
        && (grant.limits().ticket().isPresent()
            || isCounted(grant.limits())
            || grant.policy().authentication().remote().isPresent());
  }

  /** Whether the tenant has to be asked before a picture is shown. */
  boolean isNeededForGlance(PlaybackRequest request, PlayGrant grant) {
    return request.credential() instanceof Credential.UrlSignature
        && grant.policy().authentication().remote().isPresent();
  }

  /** The same as {@link #on}, for one who sees a picture and is no viewer. */
  Future<Void> onGlance(PlaybackRequest request, PlayGrant grant) {
    return askTenant(request, grant);
  }

  /** Completes when nobody objects; fails with the {@code WeirFault} of who does. */
  Future<Void> on(PlaybackRequest request, PlayGrant grant) {
    return askTenant(request, grant)
        .compose(_ -> takePlace(grant))
        .compose(_ -> spendTicket(grant));
  }

  private Future<Void> askTenant(PlaybackRequest request, PlayGrant grant) {
    Authentication authentication = grant.policy().authentication();
    Optional<RemoteAuthorization> rules = authentication.remote();
    if (rules.isEmpty()) {
      return Future.succeededFuture();
    }
    RemoteQuestion.Viewer viewer =
        new RemoteQuestion.Viewer(
            grant.domain().value(),
            grant.app().value(),
            grant.address().stream().value(),
            grant.limits().user(),
            request.asker().address(),
            unsignedQuery(request),
            request.asker().referer(),
            request.asker().agent());
    return tenants.apply(
        RemoteQuestion.about(
            grant.address().tenant(),
            rules.get(),
            authentication.keys().primary(),
            viewer,
            request.asker().requestId()));
  }

  private Future<Void> takePlace(PlayGrant grant) {
    return isCounted(grant.limits())
        ? seats.take(
            grant.address().pushDomain(), grant.session().viewer(), grant.limits().maxConcurrent())
        : Future.succeededFuture();
  }

  /** A viewer who was let in does not come: others may have the place. */
  void giveBack(PlayGrant grant) {
    if (isCounted(grant.limits())) {
      seats.giveUp(grant.address().pushDomain(), grant.session().viewer());
    }
  }

  private Future<Void> spendTicket(PlayGrant grant) {
    Optional<ProofLimits.Ticket> ticket = grant.limits().ticket();
    return ticket.isEmpty()
        ? Future.succeededFuture()
        : tickets
            .spend(grant.domain(), ticket.get(), grant.provenUntil())
            .onFailure(_ -> giveBack(grant));
  }

  private static boolean isCounted(ProofLimits limits) {
    return limits.maxConcurrent() > 0 && !limits.user().isEmpty();
  }

  private static String unsignedQuery(PlaybackRequest request) {
    return request.credential() instanceof Credential.UrlSignature signature
        ? signature.url().unsignedQuery()
        : "";
  }
}
