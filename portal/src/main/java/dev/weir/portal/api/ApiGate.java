package dev.weir.portal.api;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.api.token.ApiTokens;
import dev.weir.portal.apikey.ApiKey;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.TokenBuckets;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets requests pass that bear an API key or a token made with one ({@code Authorization: Bearer
 * …}, RFC 6750), and tells each tenant how much it may go on asking
 * (draft-ietf-httpapi-ratelimit-headers-10).
 */
public final class ApiGate {

  /** Requests of one tenant in a row. */
  public static final int BURST = 100;

  /** How long one request takes to be forgotten: 20 a second. */
  public static final Duration REFILL = Duration.ofMillis(50);

  /** Wrong keys in a row from one address; one is forgotten every second. */
  public static final int WRONG_KEYS = 50;

  private static final String SCHEME = "bearer ";

  private static final String POLICY =
      "\"tenant\";q=" + BURST + ";w=" + REFILL.multipliedBy(BURST).toSeconds();

  private final ApiKeyStore keys;
  private final ApiTokens tokens;
  private final TokenBuckets requests;
  private final TokenBuckets wrongKeys;

  /** Asks these. */
  public ApiGate(ApiKeyStore keys, ApiTokens tokens, TimeSource time) {
    this.keys = keys;
    this.tokens = tokens;
    this.requests = new TokenBuckets(time, BURST, REFILL);
    this.wrongKeys = new TokenBuckets(time, WRONG_KEYS, Duration.ofSeconds(1));
  }

  /** A handler that wants a key with this permission. */
  public Handler<RoutingContext> wanting(Permission permission) {
    return ctx -> {
      Actor caller = caller(ctx);
      caller.require(permission);
      admit(ctx, caller);
    };
  }

  /** A handler that wants a key, whatever it may do. */
  public Handler<RoutingContext> wantingAny() {
    return ctx -> admit(ctx, caller(ctx));
  }

  /** Whether a request that was let in bears an API key itself, and no token. */
  static boolean bearsKey(RoutingContext ctx) {
    return presented(ctx).flatMap(ApiKey::read).isPresent();
  }

  private void admit(RoutingContext ctx, Actor caller) {
    String tenant = caller.tenant().toString();
    Duration wait = requests.take(tenant);
    TokenBuckets.Level level = requests.level(tenant);
    ctx.response()
        .putHeader("RateLimit-Policy", POLICY)
        .putHeader(
            "RateLimit", "\"tenant\";r=" + level.left() + ";t=" + seconds(level.untilFull()));
    orWait(ctx, wait, "tenant=" + tenant);
    Visit.of(ctx).admit(caller);
    ctx.next();
  }

  private Actor caller(RoutingContext ctx) {
    Origin origin = Visit.of(ctx).origin();
    String address = origin.address();
    orWait(ctx, wrongKeys.take(address), "address=" + address);
    Optional<Actor> caller = presented(ctx).flatMap(text -> find(text, origin));
    if (caller.isEmpty()) {
      ctx.response().putHeader("WWW-Authenticate", "Bearer realm=\"weir\"");
      throw new WeirFault(FaultCode.UNAUTHENTICATED, "no valid key or token, address=" + address);
    }
    wrongKeys.giveBack(address);
    return caller.get();
  }

  private Optional<Actor> find(String text, Origin origin) {
    return ApiKey.read(text)
        .flatMap(key -> keys.find(key, origin))
        .or(() -> tokens.read(text, origin));
  }

  private static Optional<String> presented(RoutingContext ctx) {
    String header = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        ? Optional.of(header.substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  private static void orWait(RoutingContext ctx, Duration wait, String whom) {
    if (!wait.isZero()) {
      ctx.response().putHeader("Retry-After", Long.toString(Math.max(1, seconds(wait))));
      throw new WeirFault(FaultCode.TOO_MANY_REQUESTS, whom);
    }
  }

  /** Rounded up: who comes back then does not come too early. */
  private static long seconds(Duration time) {
    return time.plus(Duration.ofMillis(999)).toSeconds();
  }
}
