package dev.weir.runtime.policy;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.MalformedWireException;
import dev.weir.runtime.wire.PolicyJson;
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
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of a node: loads all policies, then hears of each change, and looks every ten
 * seconds whether it missed one. What it knows survives Redis: nothing is forgotten because Redis
 * lost it, no version goes back, and the last good state is on disk for a start without Redis.
 * Lookups are lock-free on any thread; everything else runs on one event loop.
 */
public final class RedisPolicyDirectory implements PolicyDirectory {

  /** How often the directory looks whether it missed a change, milliseconds. */
  public static final int RECONCILE_MS = 10_000;

  private static final int RETRY_MS = 500;
  private static final int SNAPSHOT_DELAY_MS = 1_000;
  private static final int SNAPSHOT_REFRESH_MS = 300_000;
  private static final Logger LOG = LoggerFactory.getLogger(RedisPolicyDirectory.class);

  private final MemoryPolicyDirectory memory = new MemoryPolicyDirectory();
  private final Promise<Void> ready = Promise.promise();
  private final Vertx vertx;
  private final ContextInternal home;
  private final RedisBus bus;
  private final PolicyJson json;
  private final PolicySnapshot snapshot;
  private final TimeSource time;
  private final OperatorLog events;

  private volatile boolean loaded;
  private long revision;
  private long reconciledRevision;
  private boolean reconciling;
  private boolean reconcileAgain;
  private boolean retryPlanned;
  private boolean snapshotPlanned;
  private boolean closed;

  private RedisPolicyDirectory(
      Vertx vertx, RedisBus bus, SealedBox box, Path snapshotFile, TimeSource time) {
    this.vertx = vertx;
    this.home = ((VertxInternal) vertx).createEventLoopContext();
    this.bus = bus;
    this.json = new PolicyJson(box);
    this.snapshot = new PolicySnapshot(snapshotFile, box);
    this.time = time;
    this.events = new OperatorLog(RedisPolicyDirectory.class, time);
  }

  /**
   * Opens the directory: reads the snapshot, so it blocks on the disk, and goes on with Redis in
   * the background.
   *
   * @param snapshotFile where the last good state is kept, under {@code data.dir}
   */
  public static RedisPolicyDirectory open(
      Vertx vertx, RedisBus bus, SealedBox box, Path snapshotFile, TimeSource time) {
    RedisPolicyDirectory directory = new RedisPolicyDirectory(vertx, bus, box, snapshotFile, time);
    directory.start();
    return directory;
  }

  /** Completes when policies are known, from Redis or from the snapshot. */
  public Future<Void> ready() {
    return ready.future();
  }

  @Override
  public Optional<DomainPolicy> find(DomainName domain) {
    return memory.find(domain);
  }

  @Override
  public boolean loaded() {
    return loaded;
  }

  @Override
  public Collection<DomainPolicy> all() {
    return memory.all();
  }

  @Override
  public void onChange(Consumer<DomainName> listener) {
    memory.onChange(listener);
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
          content.policies().forEach(memory::put);
          revision = content.revision();
          markLoaded("disk");
        });
    home.runOnContext(begin -> {
      vertx.setPeriodic(RECONCILE_MS, tick -> reconcile());
      vertx.setPeriodic(SNAPSHOT_REFRESH_MS, tick -> refreshSnapshot());
      bus.subscribe(PolicyKeys.CHANNEL, message -> home.runOnContext(now -> changed(message)));
      bus.onSubscribed(() -> home.runOnContext(now -> reconcileAfresh()));
    });
  }

  /** Whatever the revision says: this may be another Redis than before. */
  private void reconcileAfresh() {
    reconciledRevision = 0;
    reconcile();
  }

  private void changed(String message) {
    Optional<DomainName> domain = DomainName.parse(message);
    if (message.equals(PolicyKeys.EVERYTHING) || domain.isEmpty()) {
      reconcile();
      return;
    }
    bus.send(
            Request.cmd(Command.HMGET)
                .arg(PolicyKeys.HASH)
                .arg(PolicyKeys.REVISION_FIELD)
                .arg(message))
        .onSuccess(reply -> apply(domain.get(), reply))
        .onFailure(away -> retryLater());
  }

  private void apply(DomainName domain, Response reply) {
    Response found = reply.get(0);
    if (closed || found == null || found.toLong() < revision) {
      return;
    }
    revision = found.toLong();
    Response policy = reply.get(1);
    boolean news = policy == null ? memory.remove(domain) : read(domain.value(), policy.toString());
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
    bus.hget(PolicyKeys.HASH, PolicyKeys.REVISION_FIELD)
        .compose(found -> {
          long offered = found.map(Long::parseLong).orElse(0L);
          return worthLoading(offered)
              ? bus.hgetAll(PolicyKeys.HASH).map(this::applyAll)
              : Future.succeededFuture();
        })
        .onComplete(outcome -> {
          reconciling = false;
          if (outcome.failed()) {
            LOG.debug("policies could not be loaded", outcome.cause());
            retryLater();
          } else if (reconcileAgain) {
            reconcileAgain = false;
            reconcile();
          }
        });
  }

  private boolean worthLoading(long offered) {
    if (offered > 0 && offered < revision) {
      events.tell(PolicyEvent.REDIS_WENT_BACK, "redis", "revision", offered, "known", revision);
    }
    return offered > 0 && offered >= revision && offered != reconciledRevision;
  }

  private boolean applyAll(Map<String, String> entries) {
    long offered = Long.parseLong(entries.getOrDefault(PolicyKeys.REVISION_FIELD, "0"));
    if (closed || offered == 0 || offered < revision) {
      return false;
    }
    boolean news = false;
    Set<String> present = new HashSet<>();
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      if (!entry.getKey().equals(PolicyKeys.REVISION_FIELD)) {
        present.add(entry.getKey());
        news |= read(entry.getKey(), entry.getValue());
      }
    }
    for (DomainPolicy known : memory.all()) {
      if (!present.contains(known.domain().value())) {
        news |= memory.remove(known.domain());
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

  /** A policy that cannot be read changes nothing: the last one that could stays in force. */
  private boolean read(String domain, String text) {
    try {
      return memory.put(json.read(text));
    } catch (MalformedWireException unreadable) {
      events.tell(PolicyEvent.UNREADABLE, domain, "cause", String.valueOf(unreadable.getMessage()));
      return false;
    }
  }

  private void markLoaded(String source) {
    if (!loaded) {
      loaded = true;
      events.tell(PolicyEvent.LOADED, source, "domains", memory.all().size());
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
    List<DomainPolicy> policies = List.copyOf(memory.all());
    return home.<Void>executeBlocking(
            () -> {
              try {
                snapshot.save(savedRevision, policies, time.now());
              } catch (IOException full) {
                events.tell(PolicyEvent.SNAPSHOT_UNWRITTEN, "disk", "cause", full);
              }
              return null;
            })
        .mapEmpty();
  }
}
