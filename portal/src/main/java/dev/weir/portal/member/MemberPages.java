package dev.weir.portal.member;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.apikey.KeyFate;
import dev.weir.portal.apikey.LeaverKeys;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.identity.Who;
import dev.weir.portal.mail.Mail;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** {@code /members}: who works for the tenant and who is invited to, and a page for each member. */
public final class MemberPages {

  private static final String PATH = "/members";
  private static final String LIST = "member/list";
  private static final String SECTION = "members";
  private static final FormShape INVITE =
      FormShape.of(
          "invite", Field.email("email").mandatory(), Field.choice("role", names()).mandatory());
  private static final FormShape CHANGE =
      FormShape.of("change", Field.choice("role", names()).mandatory(), Field.hidden("seen"));
  private static final FormShape REMOVE = FormShape.of("remove", Field.flag("keep-keys"));

  private final Members members;
  private final LeaverKeys keys;
  private final Invitations invitations;
  private final Postbox postbox;
  private final PortalOrigin origin;
  private final Pages pages;
  private final TimeSource time;

  /** Pages over these. */
  public MemberPages(
      Members members,
      LeaverKeys keys,
      Invitations invitations,
      Postbox postbox,
      PortalOrigin origin,
      Pages pages,
      TimeSource time) {
    this.members = members;
    this.keys = keys;
    this.invitations = invitations;
    this.postbox = postbox;
    this.origin = origin;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String one = PATH + "/:person";
    String invitation = PATH + "/invitations/:id";
    return List.of(
        RouteEntry.page(PATH, Permission.MEMBERS_READ, this::list),
        RouteEntry.form(PATH + "/invite", Permission.MEMBERS_WRITE, this::invite),
        RouteEntry.form(invitation + "/renew", Permission.MEMBERS_WRITE, this::renew),
        RouteEntry.form(invitation + "/withdraw", Permission.MEMBERS_WRITE, this::withdraw),
        RouteEntry.form(PATH + "/leave", this::leave),
        RouteEntry.page(one, Permission.MEMBERS_READ, this::one),
        RouteEntry.form(one + "/role", Permission.MEMBERS_WRITE, this::changeRole),
        RouteEntry.form(one + "/remove", Permission.MEMBERS_WRITE, this::remove).proven(),
        RouteEntry.form(one + "/transfer", Permission.TENANT_DELETE, this::transfer).proven());
  }

  private void list(RoutingContext ctx) {
    pages.send(ctx, listPage(ctx, blank()));
  }

  private void invite(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Form form = Form.read(ctx, INVITE);
    if (form.valid() && !form.text("email").strip().matches("[^@\\s]+@[^@\\s]+")) {
      form.error("email", "email.wrong");
    }
    if (form.valid()) {
      Role role = Role.valueOf(form.text("role"));
      switch (invitations.invite(actor, form.text("email"), role)) {
        case Invitations.Outcome.Invited invited -> {
          pages.send(ctx, invitedPage(ctx, invited));
          return;
        }
        case Invitations.Outcome.IsMember _ -> form.error("email", "email.member");
        case Invitations.Outcome.IsInvited _ -> form.error("email", "email.invited");
      }
    }
    pages.send(ctx, listPage(ctx, form).status(FaultCode.FORM_INVALID.httpStatus()));
  }

  private void renew(RoutingContext ctx) {
    pages.send(ctx, invitedPage(ctx, invitations.renew(Visit.of(ctx).actor(), id(ctx, "id"))));
  }

  private void withdraw(RoutingContext ctx) {
    invitations.withdraw(Visit.of(ctx).actor(), id(ctx, "id"));
    Pages.done(ctx, PATH, "withdrawn");
  }

  private void one(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Member member = members.find(actor, person(ctx));
    Form form =
        Form.blank(CHANGE).with("role", member.role().name()).with("seen", member.role().name());
    boolean owner = actor.who() instanceof Who.Person who && who.role() == Role.OWNER;
    MemberRow row = MemberRow.of(member, actor);
    pages.send(
        ctx,
        Page.of("member/member", SECTION)
            .titled(member.name())
            .with("member", row)
            .with("form", form)
            .with("roles", roles(actor))
            .with("removal", Form.blank(REMOVE))
            .with("keys", row.changeable() ? keyNames(actor, member.person()) : List.of())
            .with("heir", owner && !row.own() && member.role() != Role.OWNER));
  }

  private void changeRole(RoutingContext ctx) {
    Form form = Form.read(ctx, CHANGE);
    if (!form.valid()) {
      throw new WeirFault(FaultCode.FORM_INVALID, "role");
    }
    Role seen = role(form.text("seen"));
    members.changeRole(Visit.of(ctx).actor(), person(ctx), seen, role(form.text("role")));
    Pages.done(ctx, PATH, "changed");
  }

  private void remove(RoutingContext ctx) {
    boolean keep = Form.read(ctx, REMOVE).flag("keep-keys");
    members.remove(Visit.of(ctx).actor(), person(ctx), keep ? KeyFate.KEEP : KeyFate.END);
    Pages.done(ctx, PATH, "removed");
  }

  private List<String> keyNames(Actor actor, PersonId person) {
    return actor.may(Permission.APIKEYS_READ)
        ? keys.of(actor, person).stream().map(LeaverKeys.LeaverKey::name).toList()
        : List.of();
  }

  private void transfer(RoutingContext ctx) {
    members.transfer(Visit.of(ctx).actor(), person(ctx));
    Pages.done(ctx, PATH, "transferred");
  }

  /** Its session has ended with the membership. */
  private void leave(RoutingContext ctx) {
    members.leave(Visit.of(ctx).actor());
    Pages.redirect(ctx, "/sign-in");
  }

  private Page listPage(RoutingContext ctx, Form form) {
    Actor actor = Visit.of(ctx).actor();
    return Page.of(LIST, SECTION)
        .with("form", form)
        .with("roles", roles(actor))
        .with("writable", actor.may(Permission.MEMBERS_WRITE))
        .with("link", "")
        .with("invited", "")
        .with("members", members.list(actor).stream().map(m -> MemberRow.of(m, actor)).toList())
        .with(
            "invitations",
            invitations.list(actor).stream()
                .map(invitation -> InvitationRow.of(invitation, time.now()))
                .toList());
  }

  private Page invitedPage(RoutingContext ctx, Invitations.Outcome.Invited invited) {
    String email = invited.invitation().email();
    String link = origin.url() + "/invitations/" + invited.token();
    SignedIn inviter = Visit.of(ctx).person();
    postbox.post(Mail.of(email, "invitation", inviter.name(), inviter.tenantName(), link));
    return listPage(ctx, blank()).with("link", link).with("invited", email);
  }

  private static Form blank() {
    return Form.blank(INVITE).with("role", Role.VIEWER.name());
  }

  /** Nobody is offered a role that allows more than their own. */
  private static List<Choice> roles(Actor actor) {
    return Arrays.stream(Role.values())
        .filter(role -> actor.permissions().containsAll(role.permissions()))
        .map(role -> new Choice(role.name(), Messages.text("member/words", "role." + role.name())))
        .toList();
  }

  private static Role role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new WeirFault(FaultCode.FORM_INVALID, "role"));
  }

  private static String[] names() {
    return Arrays.stream(Role.values()).map(Role::name).toArray(String[]::new);
  }

  private static PersonId person(RoutingContext ctx) {
    return new PersonId(id(ctx, "person"));
  }

  private static UUID id(RoutingContext ctx, String parameter) {
    try {
      return UUID.fromString(ctx.pathParam(parameter));
    } catch (IllegalArgumentException noId) {
      throw new WeirFault(FaultCode.NOT_FOUND, ctx.request().path());
    }
  }
}
