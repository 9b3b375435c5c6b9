package dev.weir.gateway.viewer;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.ViewerReport;
import dev.weir.runtime.clock.TimeSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many viewers this gateway serves, by play domain, stream and protocol. A viewer on a
 * connection is counted while it lives; an HLS session, which is nothing but requests, while the
 * last one is recent. Thread-safe: viewers come and go on every event loop.
 */
public final class ViewerCensus {

  /** Most HLS sessions that are told apart at a time; those beyond are served, not counted. */
  public static final int MAX_HLS_SESSIONS = 200_000;

  private final NodeId node;
  private final TimeSource time;

  private final Map<Audience.Key, Audience> audiences = new ConcurrentHashMap<>();
  private final Map<DomainName, AtomicInteger> byDomain = new ConcurrentHashMap<>();
  private final AtomicInteger inAll = new AtomicInteger();
  private final AtomicInteger hlsSessions = new AtomicInteger();

  /**
   * Begins with nobody.
   *
   * @param node the gateway that reports will name
   */
  public ViewerCensus(NodeId node, TimeSource time) {
    this.node = node;
    this.time = time;
  }

  /** Counts a viewer until the presence is closed. */
  public Presence enter(DomainName domain, StreamAddress stream, PlayProtocol protocol) {
    Audience.Key key = new Audience.Key(domain, stream);
    Audience audience = audiences.compute(key, (k, known) -> orNew(known).connect(protocol));
    AtomicInteger ofDomain = ofDomain(domain);
    ofDomain.incrementAndGet();
    inAll.incrementAndGet();
    AtomicBoolean present = new AtomicBoolean(true);
    return () -> {
      if (present.compareAndSet(true, false)) {
        audience.disconnect(protocol);
        ofDomain.decrementAndGet();
        inAll.decrementAndGet();
      }
    };
  }

  /**
   * Notes that an HLS session asked for something.
   *
   * @param protocol {@code HLS} or {@code HLS_TS}
   * @param staysFor how long the viewer counts as present without another request
   */
  public void seen(
      DomainName domain,
      StreamAddress stream,
      PlayProtocol protocol,
      ViewerId viewer,
      Duration staysFor) {
    Audience.Key key = new Audience.Key(domain, stream);
    long untilMs = time.millis() + staysFor.toMillis();
    Audience known = audiences.get(key);
    boolean again = known != null && known.sightAgain(viewer, protocol, untilMs);
    if (!again && hlsSessions.get() < MAX_HLS_SESSIONS) {
      audiences.compute(
          key, (k, audience) -> sightFirst(domain, orNew(audience), viewer, protocol, untilMs));
    }
  }

  private Audience sightFirst(
      DomainName domain, Audience audience, ViewerId viewer, PlayProtocol protocol, long untilMs) {
    if (audience.sightFirst(viewer, protocol, untilMs)) {
      hlsSessions.incrementAndGet();
      ofDomain(domain).incrementAndGet();
      inAll.incrementAndGet();
    }
    return audience;
  }

  /** Viewers of all streams of a play domain, on all protocols. */
  public int viewers(DomainName domain) {
    AtomicInteger count = byDomain.get(domain);
    return count == null ? 0 : count.get();
  }

  /** Viewers of all play domains, on all protocols. */
  public int viewers() {
    return inAll.get();
  }

  /** Forgets HLS sessions that went quiet, then tells how many viewers each stream has. */
  public List<ViewerReport> takeCount() {
    long nowMs = time.millis();
    Map<StreamAddress, Map<PlayProtocol, Integer>> counts = new HashMap<>();
    for (Audience.Key key : audiences.keySet()) {
      audiences.computeIfPresent(
          key,
          (k, audience) -> {
            int gone = audience.forgetQuiet(nowMs);
            hlsSessions.addAndGet(-gone);
            ofDomain(key.domain()).addAndGet(-gone);
            inAll.addAndGet(-gone);
            audience.addTo(counts.computeIfAbsent(key.stream(), s -> newCount()));
            return audience.isEmpty() ? null : audience;
          });
    }
    return counts.entrySet().stream()
        .map(count -> new ViewerReport(count.getKey(), node, count.getValue()))
        .toList();
  }

  private static Map<PlayProtocol, Integer> newCount() {
    return new EnumMap<>(PlayProtocol.class);
  }

  private static Audience orNew(@Nullable Audience known) {
    return known == null ? new Audience() : known;
  }

  private AtomicInteger ofDomain(DomainName domain) {
    AtomicInteger known = byDomain.get(domain);
    return known != null ? known : byDomain.computeIfAbsent(domain, d -> new AtomicInteger());
  }
}
