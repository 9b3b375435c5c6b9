package dev.weir.runtime.replica;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.MalformedWireException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copy that a node has: loads all entries, then hears of each change, and looks every ten
 * seconds whether it missed one. What it knows survives Redis: nothing is forgotten because Redis
 * lost it, no version goes back, and the last good state is on disk for a start without Redis.
 * Lookups are lock-free on any thread; everything else runs on one event loop.
 *
 * @param <V> an entry, immutable
 */
public final class Replica<V> {

  /** How often the replica looks whether it missed a change, milliseconds. */
  public static final int RECONCILE_MS = 10_000;

  private static final int RETRY_MS = 500;
  private static final int SNAPSHOT_DELAY_MS = 1_000;
  private static final int SNAPSHOT_REFRESH_MS = 300_000;
  private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

  private final Map<String, V> entries = new ConcurrentHashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final Promise<Void> ready = Promise.promise();
  private final Vertx vertx;
  private final ContextInternal home;
  private final RedisBus bus;
  private final ReplicaPlace place;
  private final EntryForm<V> form;
  private final ReplicaSnapshot<V> snapshot;
  private final TimeSource time;
  private final OperatorLog log;
  private final ReplicaEvents events;

  private volatile boolean loaded;
  private long revision;
  private long reconciledRevision;
  private boolean reconciling;
  private boolean reconcileAgain;
  private boolean retryPlanned;
  private boolean snapshotPlanned;
  private boolean closed;

  private Replica(Seams seams, ReplicaPlace place, EntryForm<V> form, ReplicaEvents events) {
    this.vertx = seams.vertx;
    this.home = ((VertxInternal) vertx).createEventLoopContext();
    this.bus = seams.bus;
    this.place = place;
    this.form = form;
    this.snapshot = new ReplicaSnapshot<>(seams.snapshotFile, place, seams.box, form);
    this.time = seams.time;
    this.log = new OperatorLog(Replica.class, time);
    this.events = events;
  }

  /**
   * What a replica stands on.
   *
   * @param snapshotFile where the last good state is kept, under {@code data.dir}
   */
  public record Seams(
      Vertx vertx, RedisBus bus, SealedBox box, Path snapshotFile, TimeSource time) {}

  /**
   * Opens the replica: reads the snapshot, so it blocks on the disk, and goes on with Redis in the
   * background.
   */
  public static <V> Replica<V> open(
      Seams seams, ReplicaPlace place, EntryForm<V> form, ReplicaEvents events) {
    Replica<V> replica = new Replica<>(seams, place, form, events);
    replica.start();
    return replica;
  }

  /** Completes when entries are known, from Redis or from the snapshot. */
  public Future<Void> ready() {
    return ready.future();
  }

  /** The entry of that name, as last heard. */
  public Optional<V> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** Whether anything is known at all: from Redis, or from the snapshot. */
  public boolean loaded() {
    return loaded;
  }

  /** All entries as they are now. */
  public Collection<V> all() {
    return List.copyOf(entries.values());
  }

  /**
   * Tells {@code listener} the name of each entry that changed or vanished, after {@link #find} has
   * the news. Called on the replica's own thread, so the listener must not block.
   */
  public void onChange(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Stops listening and writes what is not on disk yet. */
  public Future<Void> close() {
    return Future.future(done ->
        home.runOnContext(now -> {
          closed = true;
          (snapshotPlanned ? save() : Future.<Void>succeededFuture()).onComplete(done);
        }));
  }

  private void start() {
    snapshot
        .load(time.now())
        .ifPresent(content -> {
          content.entries().forEach(this::put);
          revision = content.revision();
          markLoaded("disk");
        });
    home.runOnContext(begin -> {
      vertx.setPeriodic(RECONCILE_MS, tick -> reconcile());
      vertx.setPeriodic(SNAPSHOT_REFRESH_MS, tick -> refreshSnapshot());
      bus.subscribe(place.channel(), message -> home.runOnContext(now -> changed(message)));
      bus.onSubscribed(() -> home.runOnContext(now -> reconcileAfresh()));
    });
  }

  /** Whatever the revision says: this may be another Redis than before. */
  private void reconcileAfresh() {
    reconciledRevision = 0;
    reconcile();
  }

  private void changed(String name) {
    if (name.equals(ReplicaPlace.EVERYTHING)) {
      reconcile();
      return;
    }
    bus.send(
            Request.cmd(Command.HMGET).arg(place.hash()).arg(ReplicaPlace.REVISION_FIELD).arg(name))
        .onSuccess(reply -> apply(name, reply))
        .onFailure(away -> retryLater());
  }

  private void apply(String name, Response reply) {
    Response found = reply.get(0);
    if (closed || found == null || found.toLong() < revision) {
      return;
    }
    revision = found.toLong();
    Response entry = reply.get(1);
    boolean news = entry == null ? remove(name) : read(name, entry.toString());
    if (news) {
      saveSoon();
    }
  }

  /** Compares revisions, and loads everything when they differ. One at a time. */
  private void reconcile() {
    if (closed) {
      return;
    }
    if (reconciling) {
      reconcileAgain = true;
      return;
    }
    reconciling = true;
    bus.hget(place.hash(), ReplicaPlace.REVISION_FIELD)
        .compose(found -> {
          long offered = found.map(Long::parseLong).orElse(0L);
          return worthLoading(offered)
              ? bus.hgetAll(place.hash()).map(this::applyAll)
              : Future.succeededFuture();
        })
        .onComplete(outcome -> {
          reconciling = false;
          if (outcome.failed()) {
            LOG.debug("{} could not be loaded", place.hash(), outcome.cause());
            retryLater();
          } else if (reconcileAgain) {
            reconcileAgain = false;
            reconcile();
          }
        });
  }

  private boolean worthLoading(long offered) {
    if (offered > 0 && offered < revision) {
      log.tell(events.redisWentBack(), "redis", "revision", offered, "known", revision);
    }
    return offered > 0 && offered >= revision && offered != reconciledRevision;
  }

  private boolean applyAll(Map<String, String> fields) {
    long offered = Long.parseLong(fields.getOrDefault(ReplicaPlace.REVISION_FIELD, "0"));
    if (closed || offered == 0 || offered < revision) {
      return false;
    }
    boolean news = false;
    Set<String> present = new HashSet<>();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (!field.getKey().equals(ReplicaPlace.REVISION_FIELD)) {
        present.add(field.getKey());
        news |= read(field.getKey(), field.getValue());
      }
    }
    for (String known : List.copyOf(entries.keySet())) {
      if (!present.contains(known)) {
        news |= remove(known);
      }
    }
    revision = offered;
    reconciledRevision = offered;
    markLoaded("redis");
    if (news) {
      saveSoon();
    }
    return true;
  }

  /** An entry that cannot be read changes nothing: the last one that could stays in force. */
  private boolean read(String name, String text) {
    try {
      return put(form.read(text));
    } catch (MalformedWireException unreadable) {
      log.tell(events.unreadable(), name, "cause", String.valueOf(unreadable.getMessage()));
      return false;
    }
  }

  /** Takes an entry in, unless a newer version is already here; returns whether it was news. */
  private boolean put(V entry) {
    String name = form.name(entry);
    V known = entries.get(name);
    if (known != null && form.version(entry) <= form.version(known)) {
      return false;
    }
    entries.put(name, entry);
    listeners.forEach(listener -> listener.accept(name));
    return true;
  }

  private boolean remove(String name) {
    if (entries.remove(name) == null) {
      return false;
    }
    listeners.forEach(listener -> listener.accept(name));
    return true;
  }

  private void markLoaded(String source) {
    if (!loaded) {
      loaded = true;
      log.tell(events.loaded(), source, "entries", entries.size());
      ready.complete();
    }
  }

  private void retryLater() {
    if (!retryPlanned && !closed) {
      retryPlanned = true;
      vertx.setTimer(
          RETRY_MS,
          again -> {
            retryPlanned = false;
            reconcileAfresh();
          });
    }
  }

  private void saveSoon() {
    if (!snapshotPlanned) {
      snapshotPlanned = true;
      vertx.setTimer(SNAPSHOT_DELAY_MS, now -> save());
    }
  }

  /** Says on disk that what is there still held a moment ago. */
  private void refreshSnapshot() {
    if (!closed && reconciledRevision > 0 && bus.available()) {
      saveSoon();
    }
  }

  private Future<Void> save() {
    snapshotPlanned = false;
    long savedRevision = revision;
    List<V> saved = List.copyOf(entries.values());
    return home.<Void>executeBlocking(
            () -> {
              try {
                snapshot.save(savedRevision, saved, time.now());
              } catch (IOException full) {
                log.tell(events.snapshotUnwritten(), "disk", "cause", full);
              }
              return null;
            })
        .mapEmpty();
  }
}
