package dev.weir.portal.api;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import dev.weir.portal.member.Invitation;
import dev.weir.portal.member.Invitations;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * {@code /api/v1/invitations}. No mail is sent: the program gets the link, and hands it on in its
 * own words.
 */
public final class InvitationsApi {

  private static final String PATH = "/api/v1/invitations";
  private static final Comparator<Invitation> BY_ADDRESS = Comparator.comparing(Invitation::email);

  private final Invitations invitations;
  private final PortalOrigin origin;

  /** Tells of and changes these; links lead to {@code origin}. */
  public InvitationsApi(Invitations invitations, PortalOrigin origin) {
    this.invitations = invitations;
    this.origin = origin;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String one = PATH + "/:invitation";
    return List.of(
        RouteEntry.api(HttpMethod.GET, PATH, Permission.MEMBERS_READ, this::list),
        RouteEntry.api(HttpMethod.POST, PATH, Permission.MEMBERS_WRITE, this::create),
        RouteEntry.api(HttpMethod.POST, one + "/link", Permission.MEMBERS_WRITE, this::renew),
        RouteEntry.api(HttpMethod.DELETE, one, Permission.MEMBERS_WRITE, this::withdraw));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    String after = call.cursor().map(cursor -> cursor.parts(1).getFirst()).orElse("");
    List<Invitation> found =
        invitations.list(call.actor()).stream()
            .sorted(BY_ADDRESS)
            .filter(invitation -> invitation.email().compareTo(after) > 0)
            .limit(call.limit() + 1L)
            .toList();
    call.page("invitations", found, invitation -> Cursor.after(invitation.email()), MemberJson::of);
  }

  private void create(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    String email = call.body().getString("email");
    if (!PersonStore.plausibleEmail(PersonStore.canonicalEmail(email))) {
      throw new InvalidRequest("/email", "is no address");
    }
    Role role = MemberJson.role(call.body().getString("role"));
    switch (invitations.invite(call.actor(), email, role)) {
      case Invitations.Outcome.Invited invited -> tell(call, invited);
      case Invitations.Outcome.IsMember _ ->
          throw new WeirFault(FaultCode.MEMBER_EXISTS, "tenant=" + call.actor().tenant());
      case Invitations.Outcome.IsInvited _ ->
          throw new WeirFault(FaultCode.INVITATION_EXISTS, "tenant=" + call.actor().tenant());
    }
  }

  private void renew(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    tell(call, invitations.renew(call.actor(), id(call)));
  }

  private void withdraw(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    invitations.withdraw(call.actor(), id(call));
    call.done();
  }

  private void tell(ApiCall call, Invitations.Outcome.Invited invited) {
    call.created(
        MemberJson.of(invited.invitation())
            .put("link", origin.url() + "/invitations/" + invited.token()));
  }

  private static UUID id(ApiCall call) {
    return UUID.fromString(call.text("invitation"));
  }
}
