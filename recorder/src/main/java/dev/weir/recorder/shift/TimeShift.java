package dev.weir.recorder.shift;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.keeping.TimeShiftRule;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.media.flv.FlvTag;
import dev.weir.recorder.RecorderConfig;
import dev.weir.recorder.RecorderTally;
import dev.weir.recorder.follow.Course;
import dev.weir.recorder.take.Spool;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoreRounds;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamKind;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.hub.StreamObserver;
import dev.weir.stream.shift.RecentShifts;
import dev.weir.stream.timeline.Timelines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the streams of this node that a rule lets viewers go back in, from one publish to the next.
 * It follows a registry's streams from the registry's beginning on, behind their timelines, and
 * does nothing before it is started. Renditions are not kept: whoever goes back sees what was
 * pushed. Thread-safe.
 */
public final class TimeShift implements StreamObserver {

  /** How long a stop waits for slices to be closed. */
  private static final Duration STOP = Duration.ofSeconds(5);

  private final RecorderConfig config;
  private final Timelines timelines;
  private final PolicyDirectory policies;
  private final RecentShifts recent;
  private final TimeSource time;
  private final OperatorLog log;
  private final RecorderTally tally = new RecorderTally();
  private final SliceNumbers numbers = new SliceNumbers();

  private final Map<StreamAddress, ShiftFollower> followers = new ConcurrentHashMap<>();
  private final Set<Course> courses = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Running running;

  /** What there is while it runs. */
  private record Running(ShiftRooms rooms, StoreRounds sweep) {}

  /**
   * Keeps what {@code policies} say.
   *
   * @param config how much room the slices have until the store has them
   * @param timelines of the streams that it follows; told of them before this is
   * @param recent told what there is
   */
  public TimeShift(
      RecorderConfig config,
      Timelines timelines,
      PolicyDirectory policies,
      RecentShifts recent,
      TimeSource time) {
    this.config = config;
    this.timelines = timelines;
    this.policies = policies;
    this.recent = recent;
    this.time = time;
    this.log = new OperatorLog(TimeShift.class, time);
  }

  /**
   * From now on, streams that begin are kept, what an earlier start left is saved, and what nobody
   * can go back to is deleted.
   *
   * @param directory of its own, for slices that grow
   * @param node who this is in the store
   */
  public void start(Path directory, ObjectStore store, NodeId node) throws IOException {
    Spool spool = Spool.open(directory, config);
    SliceSaver saver = new SliceSaver(spool, store, node, recent, tally, log);
    saver.saveLeftBehind();
    StoreRounds sweep = new SliceSweep(store, policies, tally, time, log).rounds();
    sweep.start();
    running = new Running(new ShiftRooms(spool, saver, recent, numbers, tally, log), sweep);
  }

  /** Shows what is kept. */
  public void show(Metrics metrics) {
    tally.showShift(
        metrics,
        () -> {
          Running now = running;
          return now == null ? 0 : now.rooms().spool().bytes();
        });
  }

  /** What was stored and deleted since the start, for each tenant. */
  public RecorderTally tally() {
    return tally;
  }

  /**
   * Ends all slices, waits until they are whole on the disk, and leaves what is not in the store to
   * the next start.
   */
  public void stop() throws InterruptedException {
    Running closing = running;
    running = null;
    if (closing == null) {
      return;
    }
    closing.sweep().stop();
    List<CompletableFuture<Void>> stopped =
        followers.values().stream()
            .map(follower ->
                CompletableFuture.runAsync(follower::stop, follower.stream().loop()::execute))
            .toList();
    try {
      CompletableFuture.allOf(stopped.toArray(CompletableFuture<?>[]::new))
          .get(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException late) {
      // What a loop does not give any more is not kept.
    }
    long deadline = time.nanos() + STOP.toNanos();
    synchronized (courses) {
      while (!courses.isEmpty() && time.nanos() < deadline) {
        TimeUnit.NANOSECONDS.timedWait(courses, Math.max(1, deadline - time.nanos()));
      }
    }
    closing.rooms().saver().close();
  }

  @Override
  public StreamListener opened(LiveStream stream) {
    Running now = running;
    Duration window = window(stream);
    if (now == null || window.isZero()) {
      return new Indifferent();
    }
    return timelines
        .find(stream.address())
        .<StreamListener>map(timeline -> {
          SliceChain chain = new SliceChain(now.rooms(), stream.address(), window);
          Course[] course = new Course[1];
          course[0] = new Course(stream.address(), chain, tally, log, () -> over(course[0]));
          courses.add(course[0]);
          ShiftFollower[] follower = new ShiftFollower[1];
          follower[0] =
              new ShiftFollower(
                  stream,
                  timeline,
                  course[0],
                  () -> followers.remove(stream.address(), follower[0]));
          followers.put(stream.address(), follower[0]);
          follower[0].begin();
          return follower[0];
        })
        .orElseGet(Indifferent::new);
  }

  private Duration window(LiveStream stream) {
    StreamAddress address = stream.address();
    Optional<TimeShiftRule> rule =
        stream.kind() == StreamKind.SOURCE
            ? policies
                .find(address.pushDomain())
                .flatMap(DomainPolicy::push)
                .map(PushPolicy::keeping)
                .flatMap(keeping -> keeping.timeShift(address.app(), address.stream()))
            : Optional.empty();
    return rule.map(TimeShiftRule::window).orElse(Duration.ZERO);
  }

  private void over(Course course) {
    synchronized (courses) {
      courses.remove(course);
      courses.notifyAll();
    }
  }

  /** Follows a stream that nobody can go back in. */
  private record Indifferent() implements StreamListener {

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
