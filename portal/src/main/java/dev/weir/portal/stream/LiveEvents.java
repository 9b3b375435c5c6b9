package dev.weir.portal.stream;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The pages that are open and follow what is live, counted by tenant. Thread-safe. */
public final class LiveEvents {

  /** Pages of one tenant that follow at the same time, in this process. */
  static final int MAX_PER_TENANT = 100;

  private final LiveStreams streams;
  private final Predicate<String> sessionOpen;
  private final TimeSource time;
  private final ConcurrentMap<TenantId, Integer> open = new ConcurrentHashMap<>();

  /** Follows these streams for sessions that are open. */
  public LiveEvents(LiveStreams streams, Predicate<String> sessionOpen, TimeSource time) {
    this.streams = streams;
    this.sessionOpen = sessionOpen;
    this.time = time;
  }

  /** Answers with events for the tenant who is signed in, for as long as the page is open. */
  void follow(RoutingContext ctx, Supplier<String> html) {
    TenantId tenant = Visit.of(ctx).person().tenant();
    String sessionId = Visit.of(ctx).sessionId();
    boolean room = open.merge(tenant, 1, Integer::sum) <= MAX_PER_TENANT;
    try {
      if (!room) {
        throw new WeirFault(
            FaultCode.CONNECTIONS_EXCEEDED, "tenant=" + tenant + " pages=" + MAX_PER_TENANT);
      }
      new EventStream(ctx.response(), time)
          .follow(
              listener -> streams.subscribe(tenant, listener),
              html,
              () -> sessionOpen.test(sessionId));
    } finally {
      open.computeIfPresent(tenant, (id, count) -> count > 1 ? count - 1 : null);
    }
  }
}
