package dev.weir.transcoder.supervise;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.Overlay;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.fanout.Loop;
import dev.weir.transcoder.ladder.FfmpegArguments;
import dev.weir.transcoder.ladder.LadderPlan;
import dev.weir.transcoder.ladder.PictureOutput;
import dev.weir.transcoder.ladder.SoundOutput;
import dev.weir.transcoder.ladder.SourceFacts;
import dev.weir.transcoder.process.ChildCommand;
import dev.weir.transcoder.process.ChildFile;
import dev.weir.transcoder.process.ChildInput;
import dev.weir.transcoder.process.ChildLimits;
import dev.weir.transcoder.process.ExitReason;
import dev.weir.transcoder.process.OutputTag;
import dev.weir.transcoder.process.TagChild;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One process of a job, from its start to its exit. Lives on the job's loop; what comes out of the
 * process is handed over there piece by piece, so that no more is on its way than was just read.
 */
final class LadderRun {

  /** Without any output for so long, although it is fed, a process has stalled. */
  static final Duration STALL = Duration.ofSeconds(10);

  /** A source that is silent for so long cannot expect output. */
  private static final Duration SILENCE = Duration.ofSeconds(1);

  /** A run that has put something out for so long has done its work, whatever comes then. */
  static final Duration GOOD = Duration.ofSeconds(1);

  /** A run is followed by another one before the 31 bits of FLV's times are used up. */
  static final long LONGEST_MS = Duration.ofDays(20).toMillis();

  private static final int NO_TRACK = -1;
  private static final double NANOS_PER_MS = 1e6;

  /** A rendition, and which tracks it is made of. */
  private record Seat(Rendition rendition, int picture, int sound) {}

  private final LadderPlan plan;
  private final List<Seat> seats;
  private final int encodings;
  private final long startMs;
  private final Loop loop;
  private final TimeSource time;

  private @Nullable TagChild child;
  private long unansweredNanos;
  private long fedNanos;
  private long startedNanos;
  private long firstOutNanos;
  private long fedMs;
  private long outMs;
  private long lookedNanos;
  private long lookedOutMs;
  private boolean answered;

  /**
   * A run that has not started yet.
   *
   * @param renditions those of {@code plan}, in its order
   * @param startMs time of the first tag
   */
  LadderRun(LadderPlan plan, List<Rendition> renditions, long startMs, Loop loop, TimeSource time) {
    this.plan = plan;
    List<PictureOutput> pictures = plan.pictures();
    List<SoundOutput> sounds = plan.sounds();
    this.seats =
        renditions.stream()
            .map(made ->
                new Seat(
                    made,
                    made.rung().picture().map(pictures::indexOf).orElse(NO_TRACK),
                    made.rung().sound().map(sounds::indexOf).orElse(NO_TRACK)))
            .toList();
    this.encodings = plan.encodings();
    this.startMs = startMs;
    this.fedMs = startMs;
    this.outMs = startMs;
    this.loop = loop;
    this.time = time;
  }

  /** Starts the process; its exit is told on the loop. */
  void start(JobRooms rooms, TenantId tenant, SourceFacts source, Consumer<ExitReason> onExit) {
    ChildCommand command =
        new ChildCommand(
            rooms.ffmpeg(),
            FfmpegArguments.of(plan, rooms.config().threads()),
            rooms.directories(),
            new ChildLimits(rooms.config().memoryBytes()),
            plan.mark().map(mark -> file(rooms, tenant, mark)).stream().toList());
    startedNanos = time.nanos();
    unansweredNanos = startedNanos;
    fedNanos = startedNanos;
    child =
        TagChild.start(
            command,
            new ChildInput(
                source.sound().isPresent(),
                source.picture().isPresent(),
                startMs,
                FfmpegArguments.FIRST_MS),
            new Relay(onExit));
  }

  private static ChildFile file(JobRooms rooms, TenantId tenant, Overlay mark) {
    return new ChildFile(
        FfmpegArguments.MARK_FILE, () -> rooms.images().bytes(tenant, mark.image()));
  }

  /** Feeds it. */
  void offer(FlvTag tag) {
    long now = time.nanos();
    if (now - fedNanos > SILENCE.toNanos()) {
      unansweredNanos = now;
    }
    fedNanos = now;
    fedMs = Math.max(fedMs, tag.timestampMs());
    if (now - unansweredNanos > STALL.toNanos()) {
      stop(new ExitReason.Stalled());
    } else if (tag.timestampMs() - startMs > LONGEST_MS) {
      stop(new ExitReason.Stopped());
    } else {
      running().offer(tag);
    }
  }

  /** There is nothing more to come; what was fed is still put out. */
  void finish() {
    running().finish();
  }

  /** Ends it at once. */
  void stop(ExitReason because) {
    running().stop(because);
  }

  /** Pictures that it encodes. */
  int encodings() {
    return encodings;
  }

  /** Whether it has done its work for a while. */
  boolean wasGood() {
    return answered && unansweredNanos - firstOutNanos >= GOOD.toNanos();
  }

  /** What it is to make. */
  LadderPlan plan() {
    return plan;
  }

  /** What it put out since this was asked before; empty before it has put anything out. */
  Optional<LadderSight.Output> look() {
    long now = time.nanos();
    TagChild process = child;
    if (!answered || process == null) {
      return Optional.empty();
    }
    double wallMs = (now - lookedNanos) / NANOS_PER_MS;
    double speed = wallMs > 0 ? (outMs - lookedOutMs) / wallMs : 0;
    lookedNanos = now;
    lookedOutMs = outMs;
    return Optional.of(new LadderSight.Output(process, speed, Math.max(0, fedMs - outMs)));
  }

  /** Time since its start. */
  Duration age() {
    return Duration.ofNanos(time.nanos() - startedNanos);
  }

  private TagChild running() {
    if (child == null) {
      throw new IllegalStateException("not started");
    }
    return child;
  }

  private void publish(List<OutputTag> tags) {
    unansweredNanos = time.nanos();
    if (!answered) {
      answered = true;
      firstOutNanos = unansweredNanos;
      lookedNanos = unansweredNanos;
      lookedOutMs = startMs;
    }
    for (OutputTag output : tags) {
      outMs = Math.max(outMs, output.tag().timestampMs());
      long encodedMs = Math.clamp(output.tag().timestampMs(), startMs, fedMs);
      for (Seat seat : seats) {
        if (output.track() == (output.picture() ? seat.picture() : seat.sound())) {
          seat.rendition().take(output.tag(), encodedMs);
        }
      }
    }
  }

  /** From the process's threads to the loop. */
  private final class Relay implements TagChild.Listener {

    private final Consumer<ExitReason> onExit;

    Relay(Consumer<ExitReason> onExit) {
      this.onExit = onExit;
    }

    @Override
    public void onOutput(List<OutputTag> tags) throws InterruptedException {
      CompletableFuture<Void> published = new CompletableFuture<>();
      try {
        loop.execute(() -> {
          try {
            publish(tags);
            published.complete(null);
          } catch (RuntimeException failed) {
            published.completeExceptionally(failed);
          }
        });
        published.get();
      } catch (RejectedExecutionException | ExecutionException impossible) {
        stop(new ExitReason.Unreadable(String.valueOf(impossible.getMessage())));
      }
    }

    @Override
    public void onExit(ExitReason reason) {
      try {
        loop.execute(() -> onExit.accept(reason));
      } catch (RejectedExecutionException loopHasShutDown) {
        // The node is gone, and all renditions with it.
      }
    }
  }
}
