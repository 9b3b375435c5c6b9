package dev.weir.transcoder.supervise;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.live.LadderReport;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.metering.Meters;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamKind;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.hub.StreamObserver;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.transcoder.process.PrivateDirectories;
import dev.weir.transcoder.process.Program;
import dev.weir.transcoder.watermark.MarkImages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Transcodes the streams of this node that have a ladder. It follows a registry's streams from the
 * registry's beginning on, and does nothing before it is started. Thread-safe.
 */
public final class Transcoder implements StreamObserver {

  /** How long a stop waits for processes that were ended. */
  private static final Duration STOP = Duration.ofSeconds(10);

  /** How long a look waits for the loop of a job. */
  private static final long LOOK_MS = 500;

  private final TranscoderConfig config;
  private final PolicyDirectory policies;
  private final Meters bill;
  private final TimeSource time;
  private final Capacity capacity;
  private final Tally tally = new Tally();
  private final TenantShares shares = new TenantShares();

  private final Map<LadderJob, LiveStream> jobs = new ConcurrentHashMap<>();
  private final Map<StreamAddress, LadderJob> byStream = new ConcurrentHashMap<>();
  private volatile @Nullable JobRooms rooms;

  /** Transcodes as {@code policies} say; what is encoded is counted in {@code bill}. */
  public Transcoder(
      TranscoderConfig config, PolicyDirectory policies, Meters bill, TimeSource time) {
    this.config = config;
    this.policies = policies;
    this.bill = bill;
    this.time = time;
    this.capacity = new Capacity(config.encodings());
  }

  /** Shows what runs and what became of it. */
  public void show(Metrics metrics) {
    tally.show(metrics, capacity);
  }

  /**
   * From now on, streams that begin are transcoded.
   *
   * @param streams where renditions are published: the registry that this follows
   * @param ffmpeg the program
   * @param images what is laid over renditions
   * @param directory where processes get their private directories; what an earlier start left
   *     there is removed
   * @param viewersAreHeard whether viewers' requests are told to {@link #wanted}; otherwise no
   *     ladder waits for its first viewer
   */
  public void start(
      StreamRegistry streams,
      Program ffmpeg,
      MarkImages images,
      Path directory,
      boolean viewersAreHeard)
      throws IOException {
    PrivateDirectories directories = new PrivateDirectories(directory);
    directories.sweep();
    rooms =
        new JobRooms(
            config,
            ffmpeg,
            images,
            directories,
            policies,
            streams,
            capacity,
            shares,
            tally,
            bill,
            viewersAreHeard,
            time,
            new OperatorLog(Transcoder.class, time));
    policies.onChange(this::reconsider);
  }

  /** Ends all processes, and waits for that. */
  public void stop() throws InterruptedException {
    rooms = null;
    List<CompletableFuture<Void>> ends = jobs.keySet().stream().map(LadderJob::halt).toList();
    try {
      CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
          .get(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException late) {
      // Whoever guards a process kills it once this one is gone.
    }
  }

  /**
   * Somebody asks for a stream of that name. Costs next to nothing, and may be told each time.
   *
   * @return whether it is a rendition that is made, or soon will be, because somebody asks
   */
  public boolean wanted(StreamAddress stream) {
    if (byStream.isEmpty()) {
      return false;
    }
    Optional<TemplateId> template = TemplateId.named(stream.stream());
    Optional<LadderJob> job =
        TemplateId.source(stream.stream())
            .flatMap(source -> Optional.ofNullable(byStream.get(stream.named(source))));
    return job.isPresent() && template.filter(job.get()::wanted).isPresent();
  }

  /** How all ladders stand; waits for each job's loop, and leaves out what does not answer. */
  List<LadderSight> look() {
    List<CompletableFuture<Optional<LadderSight>>> asked =
        jobs.keySet().stream().map(LadderJob::look).toList();
    return asked.stream()
        .map(answer -> answer.completeOnTimeout(Optional.empty(), LOOK_MS, TimeUnit.MILLISECONDS))
        .flatMap(answer -> answer.join().stream())
        .toList();
  }

  /** What such a look came to. */
  void measured(List<LadderReport> reports) {
    tally.measured(LadderSums.of(reports));
  }

  /** Pictures that are encoded here for each tenant that has streams here. */
  Map<TenantId, Long> shares() {
    return shares.told(byStream.keySet().stream().map(StreamAddress::tenant).toList());
  }

  /** Pictures that other nodes encode for them. */
  void heard(Map<TenantId, Long> others) {
    shares.heard(others);
  }

  /** Processes that run at this moment. */
  public int processes() {
    return tally.processes();
  }

  @Override
  public StreamListener opened(LiveStream stream) {
    JobRooms ready = rooms;
    if (ready == null || stream.kind() == StreamKind.RENDITION) {
      return new Indifferent();
    }
    StreamAddress address = stream.address();
    List<Template> sent = ready.ladders(address.pushDomain()).sent(address.app(), address.stream());
    if (!sent.isEmpty()) {
      return new TrackJob(ready, stream, sent);
    }
    LadderJob[] job = new LadderJob[1];
    job[0] = new LadderJob(ready, stream, () -> forget(job[0], stream));
    jobs.put(job[0], stream);
    byStream.put(stream.address(), job[0]);
    if (rooms == null) {
      CompletableFuture<Void> _ = job[0].halt();
    }
    return job[0];
  }

  private void forget(LadderJob job, LiveStream stream) {
    jobs.remove(job);
    byStream.remove(stream.address(), job);
  }

  private void reconsider(DomainName domain) {
    jobs.forEach((job, stream) -> {
      if (stream.address().pushDomain().equals(domain)) {
        stream.loop().execute(job::reconsider);
      }
    });
  }

  /** Follows a stream that has no ladder of its own. */
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
