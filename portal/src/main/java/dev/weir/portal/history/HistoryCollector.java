package dev.weir.portal.history;

import dev.weir.contract.event.HealthEpisode;
import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RenditionEvent;
import dev.weir.contract.event.SnapshotKept;
import dev.weir.contract.event.StreamEvent;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.callback.event.CallbackEvent;
import dev.weir.portal.health.HealthLog;
import dev.weir.portal.library.log.RecordingLog;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.lifecycle.EventSource;
import dev.weir.runtime.lifecycle.EventSource.Arrived;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the nodes tell, and notices nodes that tell nothing any more. Failures are logged and
 * not thrown: what was not kept comes again. One caller at a time, on a virtual thread.
 */
public final class HistoryCollector {

  /** After so long without a sign of life, twice looked for, a node is lost. */
  static final Duration LOST_AFTER = Duration.ofSeconds(15);

  /** How long the history goes back. */
  static final Duration KEPT = Duration.ofDays(400);

  /** Publishes forgotten at once. */
  static final int FORGOTTEN_AT_ONCE = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(HistoryCollector.class);

  private final EventSource source;
  private final HistoryStore store;
  private final RecordingLog recordings;
  private final OutboxNews news;
  private final HealthLog health;
  private final TimeSource time;

  private final Map<BootId, Long> silentSinceNanos = new HashMap<>();

  /** Collects into this store and these logs. */
  public HistoryCollector(
      EventSource source,
      HistoryStore store,
      RecordingLog recordings,
      OutboxNews news,
      HealthLog health,
      TimeSource time) {
    this.source = source;
    this.store = store;
    this.recordings = recordings;
    this.news = news;
    this.health = health;
    this.time = time;
  }

  /** Keeps all that has arrived. */
  public void collect() {
    try {
      List<Arrived> arrived = source.next().await();
      while (!arrived.isEmpty()) {
        keep(arrived);
        arrived = source.next().await();
      }
    } catch (Exception away) {
      LOG.debug("event=history.not-collected", away);
    }
  }

  /** Ends what was live, or recorded, on nodes that are gone. */
  public void endLost() {
    try {
      Set<HistoryStore.OpenBoot> open = store.open();
      Set<RecordingLog.OpenBoot> recording = recordings.open();
      Set<HealthLog.OpenBoot> ailing = health.open();
      Set<BootId> boots =
          Stream.of(
                  open.stream().map(HistoryStore.OpenBoot::boot),
                  recording.stream().map(RecordingLog.OpenBoot::boot),
                  ailing.stream().map(HealthLog.OpenBoot::boot))
              .flatMap(Function.identity())
              .collect(Collectors.toSet());
      Set<BootId> lost = lost(boots);
      for (HistoryStore.OpenBoot one : open) {
        if (lost.contains(one.boot())) {
          tell(one.boot(), one.tenant(), "publishes", store.lose(one, time.now()));
        }
      }
      for (RecordingLog.OpenBoot one : recording) {
        if (lost.contains(one.boot())) {
          tell(one.boot(), one.tenant(), "recordings", recordings.lose(one, time.now()));
        }
      }
      for (HealthLog.OpenBoot one : ailing) {
        if (lost.contains(one.boot())) {
          tell(one.boot(), one.tenant(), "findings", health.lose(one, time.now()));
        }
      }
    } catch (Exception away) {
      LOG.debug("event=history.nodes-unknown", away);
    }
  }

  private static void tell(BootId boot, TenantId tenant, String what, int ended) {
    LOG.info("event=history.node-lost boot={} tenant={} {}={}", boot, tenant, what, ended);
  }

  /** Forgets what is too old. */
  public void forget() {
    try {
      while (store.forget(time.now().minus(KEPT), FORGOTTEN_AT_ONCE) == FORGOTTEN_AT_ONCE) {
        LOG.debug("event=history.forgotten publishes={}", FORGOTTEN_AT_ONCE);
      }
    } catch (Exception away) {
      LOG.debug("event=history.not-forgotten", away);
    }
  }

  /** Redis may have lost its memory a moment ago, and the node's next sign be on its way. */
  private Set<BootId> lost(Set<BootId> boots) {
    Set<BootId> alive = source.alive(boots).await();
    silentSinceNanos.keySet().retainAll(boots);
    silentSinceNanos.keySet().removeAll(alive);
    long now = time.nanos();
    Set<BootId> lost = new HashSet<>();
    for (BootId boot : boots) {
      Long since = alive.contains(boot) ? null : silentSinceNanos.putIfAbsent(boot, now);
      if (since != null && now - since >= LOST_AFTER.toNanos()) {
        lost.add(boot);
      }
    }
    return lost;
  }

  private void keep(List<Arrived> arrived) {
    Map<TenantId, List<StreamEvent>> publishes = new LinkedHashMap<>();
    Map<TenantId, List<RecordingEvent>> files = new LinkedHashMap<>();
    Map<TenantId, List<CallbackEvent>> passed = new LinkedHashMap<>();
    Map<TenantId, List<HealthEpisode>> episodes = new LinkedHashMap<>();
    for (Arrived one : arrived) {
      switch (one.event()) {
        case StreamEvent event ->
            publishes.computeIfAbsent(event.tenant(), _ -> new ArrayList<>()).add(event);
        case RecordingEvent event ->
            files.computeIfAbsent(event.tenant(), _ -> new ArrayList<>()).add(event);
        case RenditionEvent event ->
            pass(passed, event.tenant(), new CallbackEvent.Rendition(event));
        case SnapshotKept event -> pass(passed, event.tenant(), new CallbackEvent.Snapshot(event));
        case HealthEpisode event ->
            episodes.computeIfAbsent(event.tenant(), _ -> new ArrayList<>()).add(event);
      }
    }
    publishes.forEach(store::keep);
    files.forEach(recordings::keep);
    passed.forEach(news::tell);
    episodes.forEach(health::keep);
    source.done(arrived).await();
  }

  private static void pass(
      Map<TenantId, List<CallbackEvent>> passed, TenantId tenant, CallbackEvent event) {
    passed.computeIfAbsent(tenant, _ -> new ArrayList<>()).add(event);
  }
}
