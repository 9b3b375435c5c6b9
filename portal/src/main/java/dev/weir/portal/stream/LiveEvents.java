package dev.weir.portal.stream;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.live.LiveBoard;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The pages that are open and follow what is live, counted by tenant. Thread-safe. */
public final class LiveEvents {

  /** Pages of one tenant that follow at the same time, in this process. */
  static final int MAX_PER_TENANT = 100;

  private final LiveStreams streams;
  private final Function<String, Optional<SignedIn>> sessions;
  private final TimeSource time;
  private final ConcurrentMap<TenantId, Integer> open = new ConcurrentHashMap<>();

  /**
   * Follows these streams.
   *
   * @param sessions tells whose a session is, as long as it is open
   */
  public LiveEvents(
      LiveStreams streams, Function<String, Optional<SignedIn>> sessions, TimeSource time) {
    this.streams = streams;
    this.sessions = sessions;
    this.time = time;
  }

  /**
   * Answers with events for the tenant who is signed in, for as long as the page is open and its
   * person is in the same tenant and role: what the page shows was chosen for that one.
   */
  public void follow(RoutingContext ctx, Supplier<String> html) {
    TenantId tenant = Visit.of(ctx).person().tenant();
    follow(ctx, listener -> streams.subscribe(tenant, listener), html);
  }

  /**
   * The same for what also changes without news of streams: it is looked at with each heartbeat.
   */
  public void followAll(RoutingContext ctx, Supplier<String> html) {
    TenantId tenant = Visit.of(ctx).person().tenant();
    follow(ctx, listener -> streams.subscribe(tenant, listener), html, true);
  }

  /**
   * The same with news of another kind.
   *
   * @param news runs what it is given whenever something may have changed
   */
  public void follow(
      RoutingContext ctx, Function<Runnable, LiveBoard.Subscription> news, Supplier<String> html) {
    follow(ctx, news, html, false);
  }

  private void follow(
      RoutingContext ctx,
      Function<Runnable, LiveBoard.Subscription> news,
      Supplier<String> html,
      boolean restless) {
    SignedIn person = Visit.of(ctx).person();
    TenantId tenant = person.tenant();
    String sessionId = Visit.of(ctx).sessionId();
    boolean room = open.merge(tenant, 1, Integer::sum) <= MAX_PER_TENANT;
    try {
      if (!room) {
        throw new WeirFault(
            FaultCode.CONNECTIONS_EXCEEDED, "tenant=" + tenant + " pages=" + MAX_PER_TENANT);
      }
      new EventStream(ctx.response(), time, restless)
          .follow(
              news,
              html,
              () -> sessions.apply(sessionId).filter(now -> isSame(person, now)).isPresent());
    } finally {
      open.computeIfPresent(tenant, (id, count) -> count > 1 ? count - 1 : null);
    }
  }

  private static boolean isSame(SignedIn then, SignedIn now) {
    return now.tenant().equals(then.tenant())
        && now.role() == then.role()
        && now.staff() == then.staff();
  }
}
