package dev.weir.portal.api;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Role;
import dev.weir.portal.member.Member;
import dev.weir.portal.member.Members;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** {@code /api/v1/members}: who works for the tenant, in which role. */
public final class MembersApi {

  private static final String PATH = "/api/v1/members";
  private static final Comparator<Member> BY_ADDRESS = Comparator.comparing(Member::email);

  private final Members members;

  /** Tells of and changes these. */
  public MembersApi(Members members) {
    this.members = members;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String one = PATH + "/:member";
    return List.of(
        RouteEntry.api(HttpMethod.GET, PATH, Permission.MEMBERS_READ, this::list),
        RouteEntry.api(HttpMethod.GET, one, Permission.MEMBERS_READ, this::one),
        RouteEntry.api(HttpMethod.PATCH, one, Permission.MEMBERS_WRITE, this::change),
        RouteEntry.api(HttpMethod.DELETE, one, Permission.MEMBERS_WRITE, this::remove));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    String after = call.cursor().map(cursor -> cursor.parts(1).getFirst()).orElse("");
    List<Member> found =
        members.list(call.actor()).stream()
            .sorted(BY_ADDRESS)
            .filter(member -> member.email().compareTo(after) > 0)
            .limit(call.limit() + 1L)
            .toList();
    call.page("members", found, member -> Cursor.after(member.email()), MemberJson::of);
  }

  private void one(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    tell(call, members.find(call.actor(), id(call)));
  }

  /** What can be changed about a member is the role, whose name is therefore the version. */
  private void change(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    String seen = call.seenTag();
    Role role = MemberJson.role(call.body().getString("role"));
    tell(
        call,
        call.unlessChanged(() -> members.changeRole(call.actor(), id(call), named(seen), role)));
  }

  private void remove(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    members.remove(call.actor(), id(call));
    call.done();
  }

  private static void tell(ApiCall call, Member member) {
    call.version(MemberJson.text(member.role())).ok(MemberJson.of(member));
  }

  private static Role named(String tag) {
    return Arrays.stream(Role.values())
        .filter(role -> MemberJson.text(role).equals(tag))
        .findFirst()
        .orElseThrow(() -> new WeirFault(FaultCode.PRECONDITION_FAILED, "no role: " + tag));
  }

  private static PersonId id(ApiCall call) {
    return new PersonId(UUID.fromString(call.text("member")));
  }
}
