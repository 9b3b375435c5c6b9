package dev.weir.runtime.tls;

import dev.weir.contract.policy.DomainCertificate;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.runtime.replica.Replica;
import dev.weir.runtime.replica.ReplicaEvents;
import dev.weir.runtime.wire.CertificateJson;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/**
 * The certificates of all domains that are served, as last published, and always those that the
 * listeners of this process present. Each is parsed once, on a worker thread, when it has changed.
 * One whose time is over is presented nevertheless, since its viewers can decide and a missing one
 * would help nobody; one that cannot be presented leaves the last one that could.
 */
public final class DomainCertificates {

  private static final ReplicaEvents EVENTS =
      new ReplicaEvents(
          CertificateEvent.LOADED,
          CertificateEvent.UNREADABLE,
          CertificateEvent.REDIS_WENT_BACK,
          CertificateEvent.SNAPSHOT_UNWRITTEN);

  private final Replica<DomainCertificate> replica;
  private final ContextInternal workers;
  private final ServerTls tls;
  private final TimeSource time;
  private final OperatorLog log;

  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean planned = new AtomicBoolean();
  private final Map<String, KeyedCertificate> presented = new HashMap<>();

  /** When each that is presented ends, seconds since 1970; replaced as a whole. */
  private volatile long[] ends = {};

  private DomainCertificates(
      Replica<DomainCertificate> replica, Replica.Seams seams, ServerTls tls) {
    this.replica = replica;
    this.workers = ((VertxInternal) seams.vertx()).createEventLoopContext();
    this.tls = tls;
    this.time = seams.time();
    this.log = new OperatorLog(DomainCertificates.class, time);
  }

  /**
   * Presents through {@code tls} what the snapshot holds, so it blocks, and goes on with what Redis
   * has in the background.
   */
  public static DomainCertificates open(Replica.Seams seams, ServerTls tls) {
    Replica<DomainCertificate> replica =
        Replica.open(
            seams,
            CertificateKeys.PLACE,
            new CertificateKeys.Form(new CertificateJson(seams.box())),
            EVENTS);
    DomainCertificates certificates = new DomainCertificates(replica, seams, tls);
    replica.onChange(certificates::changed);
    replica.all().forEach(known -> certificates.changed.add(known.domain().value()));
    certificates.present();
    return certificates;
  }

  /** Shows how many there are, and when the first of them ends. */
  public void show(Metrics metrics) {
    metrics.gauge(TlsMetric.PRESENTED, () -> ends.length);
    metrics.gauge(TlsMetric.EARLIEST_END, () -> LongStream.of(ends).min().orElse(0));
  }

  /** Completes when certificates are known, from Redis or from the snapshot. */
  public Future<Void> ready() {
    return replica.ready();
  }

  /** Stops listening and writes what is not on disk yet. */
  public Future<Void> close() {
    return replica.close();
  }

  /** Changes that come together are presented together. */
  private void changed(String name) {
    changed.add(name);
    if (planned.compareAndSet(false, true)) {
      Future<Void> _ =
          workers.executeBlocking(() -> {
            planned.set(false);
            present();
            return null;
          });
    }
  }

  private synchronized void present() {
    boolean news = false;
    for (String name : Set.copyOf(changed)) {
      changed.remove(name);
      Optional<DomainCertificate> known = replica.find(name);
      news |= known.isPresent() ? take(name, known.get()) : presented.remove(name) != null;
    }
    if (news) {
      tls.present(presented);
      ends = presented.values().stream().mapToLong(DomainCertificates::endOf).toArray();
    }
  }

  private static long endOf(KeyedCertificate keyed) {
    return keyed.leaf().getNotAfter().toInstant().getEpochSecond();
  }

  private boolean take(String name, DomainCertificate certificate) {
    try {
      KeyedCertificate keyed = CertificateReader.read(certificate.chain(), certificate.key());
      presented.put(name, keyed);
      Instant end = Instant.ofEpochSecond(endOf(keyed));
      log.tell(
          end.isBefore(time.now()) ? CertificateEvent.EXPIRED : CertificateEvent.PRESENTED,
          name,
          "until",
          end);
      return true;
    } catch (FlawedCertificateException unfit) {
      log.tell(CertificateEvent.UNFIT, name, "flaw", unfit.flaw());
      return false;
    }
  }
}
