package dev.weir.gateway.load;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.metrics.Metrics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * Lets newcomers in as long as the node has room, so that those who watch already go on well. What
 * costs time is measured beforehand: to be asked costs a few reads. Thread-safe.
 *
 * <p>The number of viewers has no hysteresis: who leaves makes room for one. Somebody who was let
 * in is counted a moment later, so that a rush may go over the limit by those who came in one
 * moment.
 */
public final class Admission {

  /** How often egress is looked at. */
  static final Duration EGRESS_PERIOD = Duration.ofSeconds(1);

  private static final Duration EGRESS_SMOOTHING = Duration.ofSeconds(2);
  private static final int BITS = 8;
  private static final double NANOS = 1e9;
  private static final double EGRESS_RELIEF = 0.9;
  private static final Duration LATENESS_SMOOTHING = Duration.ofSeconds(3);
  private static final Duration LATENESS_LONGEST = Duration.ofMillis(500);
  private static final double LATENESS_RELIEF = 0.5;

  private final LoadLimits limits;
  private final ViewerCensus census;
  private final Egress egress;
  private final TimeSource time;
  private final OperatorLog log;

  private final Map<LoadCause, LongAdder> refused = new EnumMap<>(LoadCause.class);
  private final List<Pressure> loops = new CopyOnWriteArrayList<>();
  private final Pressure egressBits;
  private volatile long egressLookedAtNanos;
  private long egressBytesThen;

  /**
   * Begins with all the room there is.
   *
   * @param census who watches
   * @param egress what goes out
   */
  public Admission(LoadLimits limits, ViewerCensus census, Egress egress, TimeSource time) {
    this.limits = limits;
    this.census = census;
    this.egress = egress;
    this.time = time;
    this.log = new OperatorLog(Admission.class, time);
    this.egressBits =
        new Pressure(limits.egressBits(), EGRESS_RELIEF, EGRESS_SMOOTHING, EGRESS_SMOOTHING);
    this.egressLookedAtNanos = time.nanos();
    for (LoadCause cause : LoadCause.values()) {
      refused.put(cause, new LongAdder());
    }
  }

  /** Lets one more viewer in, or throws {@code WeirFault SERVER_BUSY}. */
  public void admit() {
    Optional<LoadCause> full = full();
    if (full.isPresent()) {
      LoadCause cause = full.get();
      refusals(cause).increment();
      log.tell(LoadEvent.VIEWERS_REFUSED, cause.name(), "viewers", census.viewers());
      throw new WeirFault(FaultCode.SERVER_BUSY, "cause=" + cause);
    }
  }

  /** Why there is no room, if so. */
  Optional<LoadCause> full() {
    for (LoadCause cause : LoadCause.values()) {
      if (isReached(cause)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  /** Shows the load, its limits' state, and who was refused. */
  public void show(Metrics metrics) {
    metrics.gauge(LoadMetric.VIEWERS, census::viewers);
    metrics.counter(LoadMetric.EGRESS_BYTES, egress, Egress::totalBytes);
    metrics.gauge(LoadMetric.EGRESS_BITS, egressBits::value);
    metrics.gauge(LoadMetric.LOOP_LATENESS, this::latenessSeconds);
    for (LoadCause cause : LoadCause.values()) {
      metrics.gauge(LoadMetric.FULL, () -> isReached(cause) ? 1 : 0, cause.name());
      metrics.counter(LoadMetric.REFUSED_VIEWERS, refusals(cause), cause.name());
    }
  }

  /** What goes out to viewers, bits a second, smoothed over seconds. */
  public long egressBitsPerSecond() {
    return Math.round(egressBits.value());
  }

  /** How late the latest event loop gets to its work, smoothed over seconds. */
  public Duration lateness() {
    return Duration.ofNanos(Math.round(latenessSeconds() * NANOS));
  }

  /** What one event loop measures itself with. */
  Pressure newLoop() {
    Pressure lateness =
        new Pressure(
            limits.lateness().toNanos(), LATENESS_RELIEF, LATENESS_SMOOTHING, LATENESS_LONGEST);
    loops.add(lateness);
    return lateness;
  }

  void forgetLoop(Pressure lateness) {
    loops.remove(lateness);
  }

  /** Measures egress when a period is over; whichever loop comes first does it for all. */
  void lookAtEgress() {
    if (time.nanos() - egressLookedAtNanos >= EGRESS_PERIOD.toNanos()) {
      measureEgress();
    }
  }

  private synchronized void measureEgress() {
    long now = time.nanos();
    long passed = now - egressLookedAtNanos;
    if (passed < EGRESS_PERIOD.toNanos()) {
      return;
    }
    long bytes = egress.totalBytes();
    long sent = bytes - egressBytesThen;
    egressLookedAtNanos = now;
    egressBytesThen = bytes;
    egressBits.take(sent * BITS * NANOS / passed, passed);
  }

  private boolean isReached(LoadCause cause) {
    return switch (cause) {
      case VIEWERS -> limits.viewers() > 0 && census.viewers() >= limits.viewers();
      case EGRESS -> egressBits.isTooMuch();
      case LATENESS -> anyLoopIsLate();
    };
  }

  private boolean anyLoopIsLate() {
    for (Pressure lateness : loops) {
      if (lateness.isTooMuch()) {
        return true;
      }
    }
    return false;
  }

  private double latenessSeconds() {
    return loops.stream().mapToDouble(Pressure::value).max().orElse(0) / NANOS;
  }

  private LongAdder refusals(LoadCause cause) {
    LongAdder count = refused.get(cause);
    if (count == null) {
      throw new IllegalStateException("every cause has a count");
    }
    return count;
  }
}
