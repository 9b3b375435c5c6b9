package dev.weir.transcoder.snapshot;

import dev.weir.contract.identity.DomainName;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.lifecycle.EventTeller;
import dev.weir.runtime.metering.Meters;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoreRounds;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamKind;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.hub.StreamObserver;
import dev.weir.stream.picture.LatestPictures;
import dev.weir.transcoder.process.PrivateDirectories;
import dev.weir.transcoder.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of the streams of this node that a rule means. It follows a registry's streams
 * from the registry's beginning on, and does nothing before it is started. Thread-safe.
 */
public final class Snapshots implements StreamObserver {

  /** How long a stop waits for the store. */
  private static final Duration STOP = Duration.ofSeconds(5);

  private final SnapshotConfig config;
  private final PolicyDirectory policies;
  private final LatestPictures pictures;
  private final TimeSource time;
  private final SnapshotTally tally;

  private final Map<SnapshotJob, LiveStream> jobs = new ConcurrentHashMap<>();
  private volatile @Nullable SnapshotRooms rooms;
  private volatile @Nullable StoreRounds sweep;

  /**
   * Takes them as {@code policies} say.
   *
   * @param pictures where the newest are shown
   * @param bill where they are counted
   */
  public Snapshots(
      SnapshotConfig config,
      PolicyDirectory policies,
      LatestPictures pictures,
      Meters bill,
      TimeSource time) {
    this.config = config;
    this.policies = policies;
    this.pictures = pictures;
    this.tally = new SnapshotTally(bill);
    this.time = time;
  }

  /** Shows what is made and what became of it. */
  public void show(Metrics metrics) {
    tally.show(metrics, pictures);
  }

  /**
   * From now on, snapshots are taken of streams that begin.
   *
   * @param ffmpeg the program
   * @param store where pictures are kept
   * @param events is told of each of them
   * @param directory where processes get their private directories, and pictures lie for a moment;
   *     what an earlier start left there is removed
   */
  public void start(Program ffmpeg, ObjectStore store, EventTeller events, Path directory)
      throws IOException {
    PrivateDirectories directories = new PrivateDirectories(directory.resolve("run"));
    directories.sweep();
    OperatorLog log = new OperatorLog(Snapshots.class, time);
    Album album = new Album(store, directory.resolve("spool"), events, tally, log, time);
    if (config.atOnce() > 0) {
      StoreRounds rounds = new AlbumSweep(store, policies, time, log).rounds();
      rounds.start();
      sweep = rounds;
      rooms =
          new SnapshotRooms(
              policies,
              new Darkroom(config.atOnce(), ffmpeg, directories, tally),
              album,
              pictures,
              tally,
              time,
              log);
      policies.onChange(this::reconsider);
    }
  }

  /**
   * Takes no more, waits for those that are being made, {@link Darkroom#DEADLINE} at most, and
   * takes the newest ones out of the store.
   */
  public void stop() throws InterruptedException {
    StoreRounds rounds = sweep;
    if (rounds != null) {
      rounds.stop();
    }
    SnapshotRooms open = rooms;
    rooms = null;
    if (open != null) {
      open.darkroom().close();
      jobs.keySet().forEach(SnapshotJob::halt);
      open.album().drain(STOP);
    }
  }

  @Override
  public StreamListener opened(LiveStream stream) {
    SnapshotRooms ready = rooms;
    if (ready == null || stream.kind() == StreamKind.RENDITION) {
      return new Indifferent();
    }
    SnapshotJob[] job = new SnapshotJob[1];
    job[0] = new SnapshotJob(ready, stream, () -> jobs.remove(job[0]));
    jobs.put(job[0], stream);
    return job[0];
  }

  private void reconsider(DomainName domain) {
    jobs.forEach((job, stream) -> {
      if (stream.address().pushDomain().equals(domain)) {
        stream.loop().execute(job::reconsider);
      }
    });
  }

  /** Follows a stream of which no snapshots are taken. */
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
