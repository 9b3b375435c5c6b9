package dev.weir.portal;

import dev.weir.portal.account.AccountRoutes;
import dev.weir.portal.account.FreshProof;
import dev.weir.portal.account.FreshProofPages;
import dev.weir.portal.account.LinkThrottle;
import dev.weir.portal.account.Passwords;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.account.SecondFactorPages;
import dev.weir.portal.account.SessionStore;
import dev.weir.portal.account.SignIn;
import dev.weir.portal.account.SignInFailures;
import dev.weir.portal.account.SignInPages;
import dev.weir.portal.account.SignInThrottle;
import dev.weir.portal.account.password.PasswordChange;
import dev.weir.portal.account.password.PasswordPages;
import dev.weir.portal.account.profile.EmailChange;
import dev.weir.portal.account.profile.EmailPages;
import dev.weir.portal.account.profile.NamePages;
import dev.weir.portal.account.secondfactor.SecondFactors;
import dev.weir.portal.account.signup.SignUp;
import dev.weir.portal.account.signup.SignUpMode;
import dev.weir.portal.account.signup.SignUpPages;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.audit.PersonAudit;
import dev.weir.portal.mail.MailboxPages;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.platform.PlatformSettings;
import dev.weir.portal.tenant.TenantStore;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.SessionCookie;
import java.util.ArrayList;
import java.util.List;

/**
 * What people and their accounts consist of, put together once for pages, command line and the
 * other features.
 */
record AccountRooms(
    PersonStore people,
    TenantStore tenants,
    Passwords passwords,
    SessionStore sessions,
    Postbox postbox,
    PasswordChange passwordChange,
    SecondFactors secondFactors,
    SignInThrottle signInThrottle,
    LinkThrottle linkThrottle) {

  static AccountRooms of(PortalSeams seams, PortalConfig config, AuditLog audit) {
    PersonStore people = new PersonStore(seams.database());
    Passwords passwords = new Passwords(seams.vertx());
    PersonAudit personAudit = new PersonAudit(audit);
    Postbox postbox =
        new Postbox(seams.vertx(), seams.database(), seams.box(), seams.time(), config.smtp());
    LinkThrottle linkThrottle = new LinkThrottle(seams.time());
    return new AccountRooms(
        people,
        new TenantStore(seams.database(), audit),
        passwords,
        new SessionStore(seams.database(), seams.time(), audit),
        postbox,
        new PasswordChange(
            new PasswordChange.Rooms(seams.database(), people, passwords, postbox, personAudit),
            linkThrottle,
            config.origin(),
            seams.time()),
        new SecondFactors(seams.database(), seams.box(), personAudit, seams.time()),
        new SignInThrottle(seams.time()),
        linkThrottle);
  }

  List<RouteEntry> routes(
      PortalSeams seams,
      PortalConfig config,
      AuditLog audit,
      PlatformSettings platform,
      Pages pages) {
    SessionCookie cookie = new SessionCookie(config.origin());
    SignIn.Rooms rooms = new SignIn.Rooms(people, sessions, passwords, secondFactors);
    SignInFailures failures = new SignInFailures(seams.database(), audit);
    SignIn signIn = new SignIn(rooms, signInThrottle, failures);
    SignUp signUp =
        new SignUp(
            new SignUp.Rooms(seams.database(), people, tenants, sessions, passwords, postbox),
            audit,
            linkThrottle,
            config.origin(),
            seams.time());
    MailboxPages mailbox = new MailboxPages(postbox, config.origin(), pages);
    List<RouteEntry> table = new ArrayList<>();
    table.addAll(
        new SignInPages(signIn, sessions, cookie, pages, () -> platform.signUp() == SignUpMode.OPEN)
            .routes());
    table.addAll(new AccountRoutes(sessions, secondFactors, postbox.keepsMails(), pages).routes());
    table.addAll(
        new FreshProofPages(new FreshProof(rooms, signInThrottle, failures), cookie, pages)
            .routes());
    table.addAll(
        new SignUpPages(signUp, platform::signUp, postbox.keepsMails(), cookie, pages).routes());
    table.addAll(
        new PasswordPages(passwordChange, signInThrottle, postbox.keepsMails(), cookie, pages)
            .routes());
    table.addAll(
        new SecondFactorPages(
                new SecondFactorPages.Rooms(
                    seams.database(),
                    secondFactors,
                    people,
                    passwords,
                    sessions,
                    postbox,
                    signInThrottle),
                seams.box(),
                config.origin(),
                pages)
            .routes());
    table.addAll(mailbox.routes());
    table.addAll(profileRoutes(seams, config, audit, pages));
    return table;
  }

  private List<RouteEntry> profileRoutes(
      PortalSeams seams, PortalConfig config, AuditLog audit, Pages pages) {
    PersonAudit personAudit = new PersonAudit(audit);
    EmailChange change =
        new EmailChange(
            new EmailChange.Rooms(
                seams.database(),
                sessions,
                passwords,
                passwordChange,
                secondFactors,
                postbox,
                personAudit),
            linkThrottle,
            config.origin(),
            seams.time());
    List<RouteEntry> table = new ArrayList<>();
    table.addAll(new NamePages(seams.database(), personAudit, pages).routes());
    table.addAll(new EmailPages(change, new SessionCookie(config.origin()), pages).routes());
    return table;
  }
}
