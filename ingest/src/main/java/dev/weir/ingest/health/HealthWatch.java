package dev.weir.ingest.health;

import dev.weir.contract.event.HealthEpisode;
import dev.weir.contract.health.HealthFinding;
import dev.weir.contract.health.HealthIssue;
import dev.weir.contract.health.HealthReport;
import dev.weir.contract.health.HealthSecond;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.lifecycle.EventTeller;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.stream.fanout.Loop;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamKind;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.hub.StreamObserver;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches how each stream that is pushed here arrives, and tells when something goes wrong with it
 * and when that is over. Each stream is watched on its own loop; {@link #reports} may be asked by
 * any thread.
 */
public final class HealthWatch implements StreamObserver {

  /** Beginnings and ends that are told of one stream while it lives; later ones only show live. */
  static final int MAX_TOLD = 2_000;

  private static final long SECOND_MS = 1_000;

  private final EventTeller events;
  private final BootId boot;
  private final TimeSource time;
  private final Set<Patient> patients = ConcurrentHashMap.newKeySet();

  /** Watches for this start of a node. */
  public HealthWatch(EventTeller events, BootId boot, TimeSource time) {
    this.events = events;
    this.boot = boot;
    this.time = time;
  }

  /** How each stream that has a publisher is doing, at most a second old. */
  public List<HealthReport> reports() {
    return patients.stream().flatMap(patient -> patient.report.stream()).toList();
  }

  /** Shows how many there are, what comes of them, and what is wrong with how many. */
  public void show(Metrics metrics) {
    metrics.gauge(HealthMetric.STREAMS, () -> reports().size());
    metrics.gauge(
        HealthMetric.BITS,
        () -> reports().stream().mapToLong(report -> bits(report.seconds())).sum());
    for (HealthIssue issue : HealthIssue.values()) {
      metrics.gauge(
          FindingMetric.FINDINGS,
          () -> reports().stream().filter(report -> has(report, issue)).count(),
          issue.name());
    }
  }

  private static long bits(List<HealthSecond> seconds) {
    HealthSecond last = seconds.getLast();
    return last.videoBits() + last.audioBits();
  }

  private static boolean has(HealthReport report, HealthIssue issue) {
    return report.findings().stream().anyMatch(finding -> finding.issue() == issue);
  }

  @Override
  public StreamListener opened(LiveStream stream) {
    if (stream.kind() != StreamKind.SOURCE) {
      return Unwatched.STREAM;
    }
    Patient patient = new Patient(stream);
    patients.add(patient);
    patient.begin();
    return patient;
  }

  /** One stream; everything in it happens on its loop, its report apart. */
  private final class Patient implements StreamListener {

    private final LiveStream stream;
    private final StreamAddress address;
    private final StreamPulse pulse = new StreamPulse();
    private final Symptoms symptoms = new Symptoms();
    private final Diagnosis diagnosis = new Diagnosis();
    private final Deque<HealthSecond> last = new ArrayDeque<>();
    private Loop.Timer timer = () -> {};
    private boolean present = true;
    private long unreadable;
    private int told;
    private final Set<HealthIssue> open = EnumSet.noneOf(HealthIssue.class);

    private volatile Optional<HealthReport> report = Optional.empty();

    Patient(LiveStream stream) {
      this.stream = stream;
      this.address = stream.address();
    }

    void begin() {
      timer = stream.loop().after(SECOND_MS, this::second);
    }

    @Override
    public void onTag(FlvTag tag) {
      pulse.tag(tag, time.nanos());
    }

    @Override
    public void onDiscontinuity() {
      pulse.jump();
    }

    @Override
    public void onInterrupted() {
      present = false;
      report = Optional.empty();
      tell(diagnosis.end(time.now()));
    }

    @Override
    public void onResumed() {
      present = true;
      unreadable = 0;
      last.clear();
      pulse.restart();
      symptoms.restart();
    }

    @Override
    public void onEnded() {
      timer.cancel();
      report = Optional.empty();
      patients.remove(this);
      tell(diagnosis.end(time.now()));
    }

    private void second() {
      begin();
      if (present) {
        look(time.now());
      }
    }

    private void look(Instant now) {
      HealthSecond second = pulse.take(now.getEpochSecond());
      last.addLast(second);
      if (last.size() > HealthReport.MAX_SECONDS) {
        last.removeFirst();
      }
      tell(diagnosis.second(now, symptoms.second(second, happened(), pulse)));
      report =
          Optional.of(
              new HealthReport(
                  address,
                  pulse.announced(),
                  pulse.keyFrameIntervalMs(),
                  List.copyOf(last),
                  diagnosis.findings()));
    }

    private Symptoms.Happened happened() {
      long all = stream.facts().unreadableTags();
      long fresh = Math.max(0, all - unreadable);
      unreadable = all;
      return new Symptoms.Happened(pulse.takeJumps(), pulse.takeCodecChanges(), fresh);
    }

    private void tell(List<Diagnosis.Turn> turns) {
      for (Diagnosis.Turn turn : turns) {
        HealthFinding finding = turn.finding();
        boolean known =
            turn.endedAt().isPresent()
                ? open.remove(finding.issue())
                : told < MAX_TOLD && open.add(finding.issue());
        if (known) {
          told++;
          events.tell(new HealthEpisode(address, boot, finding, turn.endedAt()));
        }
      }
    }
  }

  /** A rendition: what is wrong with it is its ladder's matter. */
  private enum Unwatched implements StreamListener {
    STREAM;

    @Override
    public void onTag(FlvTag tag) {}

    @Override
    public void onInterrupted() {}

    @Override
    public void onResumed() {}

    @Override
    public void onEnded() {}
  }
}
