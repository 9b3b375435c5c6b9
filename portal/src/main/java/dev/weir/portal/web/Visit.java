package dev.weir.portal.web;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.identity.Staff;
import dev.weir.runtime.http.RequestId;
import dev.weir.runtime.http.TrustedProxies;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one request beyond HTTP: where it comes from, the session that its cookie names,
 * who acts, and how its answer will look. Belongs to the request's virtual thread.
 */
public final class Visit {

  private static final String KEY = "weir.visit";

  private final String sessionId;
  private final boolean cookieSent;
  private final Theme theme;
  private final String nonce;
  private final Origin origin;

  private Optional<SignedIn> signedIn = Optional.empty();
  private Optional<Actor> actor = Optional.empty();
  private boolean fresh;
  private List<TenantChoice> tenants = List.of();

  private Visit(String sessionId, boolean cookieSent, Theme theme, Origin origin) {
    this.sessionId = sessionId;
    this.cookieSent = cookieSent;
    this.theme = theme;
    this.origin = origin;
    this.nonce = Tokens.random(Tokens.SESSION_BITS);
  }

  /** Reads the cookies; a request without a session gets an id that is nobody's. */
  static Visit begin(RoutingContext ctx, SessionCookie cookie, TrustedProxies proxies) {
    Optional<String> sent = cookie.read(ctx);
    Optional<String> theme =
        Optional.ofNullable(ctx.request().getCookie(Theme.COOKIE)).map(c -> c.getValue());
    Visit visit =
        new Visit(
            sent.orElseGet(() -> Tokens.random(Tokens.SESSION_BITS)),
            sent.isPresent(),
            Theme.read(theme.orElse("")),
            origin(ctx, proxies));
    ctx.put(KEY, visit);
    return visit;
  }

  /** The visit of a request. */
  public static Visit of(RoutingContext ctx) {
    Visit visit = ctx.get(KEY);
    if (visit == null) {
      throw new IllegalStateException("the request came past VisitHandler");
    }
    return visit;
  }

  /** The id in the session cookie, or a new one that no cookie holds yet. */
  public String sessionId() {
    return sessionId;
  }

  /** Whether the browser sent the id. */
  public boolean cookieSent() {
    return cookieSent;
  }

  /** What this visit's forms carry. */
  public String csrfToken() {
    return Tokens.csrf(sessionId);
  }

  /** What this answer's scripts carry. */
  public String nonce() {
    return nonce;
  }

  /** How the portal appears to this browser. */
  public Theme theme() {
    return theme;
  }

  /** Where the request comes from. */
  public Origin origin() {
    return origin;
  }

  /** Who acts, a person or a program, on routes behind a gate. */
  public Actor actor() {
    return actor.orElseThrow(() -> new WeirFault(FaultCode.UNAUTHENTICATED, "nobody was let in"));
  }

  /** Who is signed in; empty before the gate, and for strangers. */
  public Optional<SignedIn> signedIn() {
    return signedIn;
  }

  /** Who is signed in, on routes behind the gate. */
  public SignedIn person() {
    return signedIn.orElseThrow(() -> new WeirFault(FaultCode.UNAUTHENTICATED, "no session"));
  }

  /** Whether the person behind the session has proven to be there a short while ago. */
  public boolean fresh() {
    return fresh;
  }

  /** The one of the platform's staff who visits. Throws {@code WeirFault FORBIDDEN}. */
  public Staff staff() {
    SignedIn person = person();
    if (!person.staff()) {
      throw new WeirFault(FaultCode.FORBIDDEN, "person=" + person.person() + " is not staff");
    }
    return new Staff(person.person(), person.email(), origin);
  }

  /** The tenants that the person may turn to; empty where there is no choice. */
  public List<TenantChoice> tenants() {
    return tenants;
  }

  /** Whether whoever visits may do what a permission names. */
  boolean permits(Permission permission) {
    return actor.isPresent() && actor.get().permissions().contains(permission);
  }

  /** Called by the gate for a person of several tenants. */
  public void offer(List<TenantChoice> choices) {
    tenants = List.copyOf(choices);
  }

  /**
   * Called by the gate once it knows the session.
   *
   * @param provenLately whether the person has proven to be there a short while ago
   */
  public void admit(SignedIn person, boolean provenLately) {
    fresh = provenLately;
    signedIn = Optional.of(person);
    actor = Optional.of(Actor.of(person, origin));
  }

  /** Called by the API's gate once it knows the program. */
  public void admit(Actor program) {
    actor = Optional.of(program);
  }

  private static Origin origin(RoutingContext ctx, TrustedProxies proxies) {
    String agent = ctx.request().getHeader(HttpHeaders.USER_AGENT);
    return new Origin(
        proxies.clientAddress(ctx.request()),
        agent == null ? "" : agent,
        RequestId.of(ctx.request()));
  }
}
