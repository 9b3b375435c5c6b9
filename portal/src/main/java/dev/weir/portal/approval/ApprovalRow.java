package dev.weir.portal.approval;

import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Who;
import dev.weir.portal.web.Messages;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A request as the page shows it. Public for the template.
 *
 * @param id names it in forms
 * @param kind end of the key of what it is
 * @param object what it is about
 * @param requester who asked
 * @param requestedAt ISO 8601
 * @param expiresAt ISO 8601
 * @param state end of the key of what became of it
 * @param decidedBy who decided; empty while it waits
 * @param own whether the one who looks asked for it
 * @param mayDecide whether the one who looks may decide it, or withdraw it
 */
public record ApprovalRow(
    String id,
    String kind,
    String object,
    String requester,
    String requestedAt,
    String expiresAt,
    String state,
    String decidedBy,
    boolean own,
    boolean mayDecide) {

  static ApprovalRow of(Approval request, Actor actor) {
    return new ApprovalRow(
        request.id().toString(),
        request.kind().name(),
        object(request),
        request.requesterName(),
        request.requestedAt().toString(),
        request.expiresAt().toString(),
        request.state().name(),
        request.decidedBy(),
        actor.who() instanceof Who.Person person && request.isOf(person.id()),
        actor.may(request.kind().permission()));
  }

  /** Rules are stored by their names, and shown in words. */
  private static String object(Approval request) {
    return request.kind() == ApprovalKind.RULE_LIFTED
        ? Arrays.stream(request.object().split(", "))
            .map(rule -> Messages.text("approval/list", "kind." + rule))
            .collect(Collectors.joining(", "))
        : request.object();
  }

  /** Whether somebody still has to decide. */
  public boolean waits() {
    return state.equals(Approval.State.PENDING.name());
  }
}
