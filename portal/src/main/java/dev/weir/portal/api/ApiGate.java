package dev.weir.portal.api;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
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

/** Lets requests pass that bear an API key ({@code Authorization: Bearer …}, RFC 6750). */
public final class ApiGate {

  /** Requests of one tenant in a row. */
  public static final int BURST = 100;

  /** How long one request takes to be forgotten: 20 a second. */
  public static final Duration REFILL = Duration.ofMillis(50);

  /** Wrong keys in a row from one address; one is forgotten every second. */
  public static final int WRONG_KEYS = 50;

  private static final String SCHEME = "bearer ";

  private final ApiKeyStore keys;
  private final TokenBuckets requests;
  private final TokenBuckets wrongKeys;

  /** Asks this store. */
  public ApiGate(ApiKeyStore keys, TimeSource time) {
    this.keys = keys;
    this.requests = new TokenBuckets(time, BURST, REFILL);
    this.wrongKeys = new TokenBuckets(time, WRONG_KEYS, Duration.ofSeconds(1));
  }

  /** A handler that wants a key with this permission. */
  public Handler<RoutingContext> wanting(Permission permission) {
    return ctx -> {
      Actor caller = caller(ctx);
      caller.require(permission);
      orWait(ctx, requests.take(caller.tenant().toString()), "tenant=" + caller.tenant());
      Visit.of(ctx).admit(caller);
      ctx.next();
    };
  }

  private Actor caller(RoutingContext ctx) {
    Origin origin = Visit.of(ctx).origin();
    String address = origin.address();
    orWait(ctx, wrongKeys.take(address), "address=" + address);
    Optional<Actor> caller = presented(ctx).flatMap(key -> keys.find(key, origin));
    if (caller.isEmpty()) {
      ctx.response().putHeader("WWW-Authenticate", "Bearer realm=\"weir\"");
      throw new WeirFault(FaultCode.UNAUTHENTICATED, "no valid API key, address=" + address);
    }
    wrongKeys.giveBack(address);
    return caller.get();
  }

  private static Optional<ApiKey> presented(RoutingContext ctx) {
    String header = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        ? ApiKey.read(header.substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  private static void orWait(RoutingContext ctx, Duration wait, String whom) {
    if (!wait.isZero()) {
      long seconds = Math.max(1, wait.plus(Duration.ofMillis(999)).toSeconds());
      ctx.response().putHeader("Retry-After", Long.toString(seconds));
      throw new WeirFault(FaultCode.TOO_MANY_REQUESTS, whom);
    }
  }
}
