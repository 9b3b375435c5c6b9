package dev.weir.gateway.viewer;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.ViewerReport;
import dev.weir.contract.live.ViewerSighting;
import dev.weir.gateway.analytics.Tally;
import dev.weir.runtime.clock.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
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
  private final Map<TenantId, AtomicInteger> byTenant = new ConcurrentHashMap<>();
  private final AtomicInteger inAll = new AtomicInteger();
  private final AtomicInteger hlsSessions = new AtomicInteger();

  private volatile Map<PlayProtocol, Integer> lastByProtocol = Map.of();

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
    count(key, 1);
    AtomicBoolean present = new AtomicBoolean(true);
    return () -> {
      if (present.compareAndSet(true, false)) {
        audience.disconnect(protocol);
        count(key, -1);
      }
    };
  }

  /**
   * Notes that an HLS session asked for something.
   *
   * @param protocol {@code HLS} or {@code HLS_TS}
   * @param address the network address that it asked from
   * @param staysFor how long the viewer counts as present without another request
   * @param tally of viewers of this kind; counts the viewer while it is present
   * @return what counts the viewer's bytes
   */
  public Sighting seen(
      DomainName domain,
      StreamAddress stream,
      PlayProtocol protocol,
      ViewerSession session,
      String address,
      Duration staysFor,
      Tally tally) {
    Audience.Key key = new Audience.Key(domain, stream);
    long untilMs = time.millis() + staysFor.toMillis();
    Audience audience = audiences.get(key);
    Sighting known = audience == null ? null : audience.find(session.viewer());
    if (known != null) {
      known.again(address, protocol, untilMs);
      return known;
    }
    Sighting first = new Sighting(session, address, protocol, untilMs, tally);
    if (hlsSessions.get() < MAX_HLS_SESSIONS) {
      audiences.compute(key, (k, watching) -> sightFirst(key, orNew(watching), first));
    }
    return first;
  }

  private Audience sightFirst(Audience.Key key, Audience audience, Sighting first) {
    if (audience.add(first)) {
      hlsSessions.incrementAndGet();
      first.enter();
      count(key, 1);
    }
    return audience;
  }

  /** The same, where nobody looks at the audience. */
  public Sighting seen(
      DomainName domain,
      StreamAddress stream,
      PlayProtocol protocol,
      ViewerSession session,
      String address,
      Duration staysFor) {
    return seen(domain, stream, protocol, session, address, staysFor, Tally.unread());
  }

  /** Who watches a stream over HLS, on any play domain. */
  public List<ViewerSighting> hlsViewers(StreamAddress stream) {
    List<ViewerSighting> viewers = new ArrayList<>();
    audiences.forEach((key, audience) -> {
      if (key.stream().equals(stream)) {
        audience.sightings().forEach(sighting -> viewers.add(told(key.domain(), sighting)));
      }
    });
    return viewers;
  }

  private static ViewerSighting told(DomainName domain, Sighting sighting) {
    return new ViewerSighting(
        sighting.viewer(),
        "",
        domain,
        sighting.protocol(),
        sighting.address(),
        sighting.since(),
        sighting.bytes());
  }

  /** Viewers of all streams of a play domain, on all protocols. */
  public int viewers(DomainName domain) {
    return counted(byDomain.get(domain));
  }

  /** Viewers of all of a tenant's streams here, on all protocols. */
  public int viewers(TenantId tenant) {
    return counted(byTenant.get(tenant));
  }

  /** Tenants that have viewers here. */
  public List<TenantId> watched() {
    return byTenant.entrySet().stream()
        .filter(tenant -> tenant.getValue().get() > 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Viewers of all play domains, on all protocols. */
  public int viewers() {
    return inAll.get();
  }

  /** Viewers of all streams by protocol, when they were counted last. */
  public Map<PlayProtocol, Integer> lastByProtocol() {
    return lastByProtocol;
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
            count(key, -gone);
            audience.addTo(counts.computeIfAbsent(key.stream(), s -> newCount()));
            return audience.isEmpty() ? null : audience;
          });
    }
    Map<PlayProtocol, Integer> sums = newCount();
    counts
        .values()
        .forEach(of -> of.forEach((protocol, n) -> sums.merge(protocol, n, Integer::sum)));
    lastByProtocol = Map.copyOf(sums);
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

  private void count(Audience.Key key, int change) {
    of(byDomain, key.domain()).addAndGet(change);
    of(byTenant, key.stream().tenant()).addAndGet(change);
    inAll.addAndGet(change);
  }

  private static <K> AtomicInteger of(Map<K, AtomicInteger> counts, K key) {
    AtomicInteger known = counts.get(key);
    return known != null ? known : counts.computeIfAbsent(key, _ -> new AtomicInteger());
  }

  private static int counted(@Nullable AtomicInteger count) {
    return count == null ? 0 : count.get();
  }
}
