package dev.weir.recorder.follow;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.keeping.NameTemplate;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.media.flv.FlvTag;
import dev.weir.recorder.RecorderConfig;
import dev.weir.recorder.RecorderTally;
import dev.weir.recorder.save.PosterMaker;
import dev.weir.recorder.save.RecordingTeller;
import dev.weir.recorder.save.Saver;
import dev.weir.recorder.take.Spool;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.lifecycle.EventTeller;
import dev.weir.runtime.metering.Meters;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.runtime.storage.ObjectStores;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamKind;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.hub.StreamObserver;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records the streams of this node that a rule means. It follows a registry's streams from the
 * registry's beginning on, behind their timelines, and does nothing before it is started.
 * Thread-safe.
 */
public final class Recorder implements StreamObserver {

  /** How a stream is recorded that somebody asks for and no rule means. */
  static final RecordingRule UNRULED =
      new RecordingRule(
          StreamChoice.all(),
          RecordingRule.Start.ON_DEMAND,
          Set.of(RecordingFormat.MP4),
          false,
          Optional.empty(),
          Duration.ZERO,
          NameTemplate.RECORDING,
          Optional.empty());

  /** How long a stop waits for takes to be closed. */
  private static final Duration STOP = Duration.ofSeconds(5);

  private final RecorderConfig config;
  private final Timelines timelines;
  private final PolicyDirectory policies;
  private final Meters bill;
  private final TimeSource time;
  private final OperatorLog log;
  private final RecorderTally tally = new RecorderTally();

  private final Map<StreamAddress, Course> courses = new ConcurrentHashMap<>();
  private final Map<StreamAddress, StreamFollower> followers = new ConcurrentHashMap<>();
  private volatile @Nullable CourseRooms rooms;

  /**
   * Records as {@code policies} say.
   *
   * @param timelines of the streams that it follows; told of them before this is
   * @param bill where what is recorded is counted
   */
  public Recorder(
      RecorderConfig config,
      Timelines timelines,
      PolicyDirectory policies,
      Meters bill,
      TimeSource time) {
    this.config = config;
    this.timelines = timelines;
    this.policies = policies;
    this.bill = bill;
    this.time = time;
    this.log = new OperatorLog(Recorder.class, time);
  }

  /** Who the recorder is to the rest of the cluster. */
  public record Self(NodeId node, BootId boot) {}

  /**
   * From now on, streams that begin are recorded, and what an earlier start left is saved.
   *
   * @param directory the spool's
   * @param stores where files go
   * @param pictures makes one of each recording
   */
  public void start(
      Path directory, ObjectStores stores, PosterMaker pictures, EventTeller events, Self self)
      throws IOException {
    Spool spool = Spool.open(directory, config);
    RecordingTeller teller = new RecordingTeller(events, self.node(), self.boot(), time);
    Saver saver = new Saver(spool, stores, pictures, teller, tally, time, log);
    saver.saveLeftBehind();
    rooms = new CourseRooms(spool, saver, teller, tally, bill, time, log);
  }

  /** Shows what runs and what became of it. */
  public void show(Metrics metrics) {
    tally.show(
        metrics,
        () -> {
          CourseRooms ready = rooms;
          return ready == null ? 0 : ready.spool().bytes();
        });
  }

  /**
   * Ends all recordings, waits until they are whole on the disk, and leaves what is not in the
   * store to the next start.
   */
  public void stop() throws InterruptedException {
    CourseRooms closing = rooms;
    rooms = null;
    if (closing == null) {
      return;
    }
    List<CompletableFuture<Void>> stopped =
        followers.values().stream()
            .map(follower ->
                CompletableFuture.runAsync(follower::stop, follower.stream().loop()::execute))
            .toList();
    try {
      CompletableFuture.allOf(stopped.toArray(CompletableFuture<?>[]::new))
          .get(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException late) {
      // What a loop does not give any more is not recorded.
    }
    courses.values().forEach(Course::end);
    long deadline = time.nanos() + STOP.toNanos();
    synchronized (courses) {
      while (!courses.isEmpty() && time.nanos() < deadline) {
        TimeUnit.NANOSECONDS.timedWait(courses, deadline - time.nanos());
      }
    }
    closing.saver().close();
  }

  @Override
  public StreamListener opened(LiveStream stream) {
    StreamFollower follower =
        timelines
            .find(stream.address())
            .map(timeline -> new StreamFollower(this, stream, timeline))
            .orElse(null);
    if (rooms == null || follower == null) {
      return new Indifferent();
    }
    followers.put(stream.address(), follower);
    rule(stream)
        .filter(rule -> rule.start() == RecordingRule.Start.AT_PUBLISH)
        .filter(rule -> rule.renditions() || stream.kind() == StreamKind.SOURCE)
        .ifPresent(follower::begin);
    return follower;
  }

  /**
   * Begins to record a live stream now, by its rule or, where none means it, as one MP4. Returns
   * whether the stream is live here; one that is recorded already is simply recorded on.
   */
  public boolean begin(StreamAddress address) {
    return onLoop(address, follower -> follower.begin(rule(follower.stream()).orElse(UNRULED)));
  }

  /** Ends the recording of a live stream; returns whether the stream is live here. */
  public boolean end(StreamAddress address) {
    return onLoop(address, StreamFollower::stop);
  }

  private boolean onLoop(StreamAddress address, Consumer<StreamFollower> what) {
    StreamFollower follower = followers.get(address);
    if (follower == null || rooms == null) {
      return false;
    }
    follower.stream().loop().execute(() -> what.accept(follower));
    return true;
  }

  private Optional<RecordingRule> rule(LiveStream stream) {
    StreamAddress address = stream.address();
    StreamName source = stream.kind() == StreamKind.RENDITION ? source(address) : address.stream();
    return policies
        .find(address.pushDomain())
        .flatMap(DomainPolicy::push)
        .map(PushPolicy::keeping)
        .flatMap(keeping -> keeping.recording(address.app(), source));
  }

  /** Rules name sources: a rendition is called as its source, {@code _} and its template. */
  private static StreamName source(StreamAddress rendition) {
    String name = rendition.stream().value();
    return new StreamName(name.substring(0, name.lastIndexOf('_')));
  }

  /** The course that goes on with this publish, or a new one. */
  Course course(StreamAddress address, RecordingRule rule) {
    CourseRooms ready = rooms;
    if (ready == null) {
      throw new IllegalStateException("a recorder that was stopped records nothing");
    }
    return courses.compute(
        address,
        (_, known) -> {
          if (known != null && known.goOn()) {
            return known;
          }
          Course[] fresh = new Course[1];
          fresh[0] =
              new Course(
                  address,
                  new TakeChain(ready, address, rule),
                  tally,
                  log,
                  () -> forget(address, fresh[0]));
          fresh[0].start();
          return fresh[0];
        });
  }

  private void forget(StreamAddress address, Course course) {
    synchronized (courses) {
      courses.remove(address, course);
      courses.notifyAll();
    }
  }

  /** A stream has ended. */
  void over(StreamFollower follower) {
    followers.remove(follower.stream().address(), follower);
  }

  long nanos() {
    return time.nanos();
  }

  /** Follows a stream that cannot be recorded. */
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
