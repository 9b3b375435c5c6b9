package dev.weir.transcoder.process;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MediaException;
import dev.weir.media.flv.FlvHeader;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.FlvTagReader;
import dev.weir.media.flv.FlvTagWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One process that reads a stream's tags and writes tracks. {@link #offer}, {@link #finish} and
 * {@link #stop} may be called on any thread and never wait.
 */
public final class TagChild {

  /** How long it may take to finish when it has been given everything. */
  static final Duration POLITE = Duration.ofSeconds(3);

  private static final int READ_BYTES = 64 << 10;
  private static final int WRITE_BYTES = 64 << 10;
  private static final int SIGNALS_FROM = 128;

  private final ChildCommand what;
  private final ChildInput input;
  private final Listener listener;

  private final TagQueue queue = new TagQueue();
  private final ErrorTail said = new ErrorTail();
  private final AtomicReference<@Nullable ExitReason> decided = new AtomicReference<>();
  private volatile boolean finishing;
  private volatile @Nullable GuardedChild running;
  private volatile @Nullable Thread life;

  /** Whoever follows a process. Called on its own threads, one call at a time; may wait. */
  public interface Listener {

    /** Tracks came out of it. */
    void onOutput(List<OutputTag> tags) throws InterruptedException;

    /** It is no more, and nothing of it is left; the last call. */
    void onExit(ExitReason reason);
  }

  private TagChild(ChildCommand what, ChildInput input, Listener listener) {
    this.what = what;
    this.input = input;
    this.listener = listener;
  }

  /** Starts it; that it cannot be started is told as its exit. */
  public static TagChild start(ChildCommand what, ChildInput input, Listener listener) {
    TagChild child = new TagChild(what, input, listener);
    child.life = Thread.ofVirtual().name("transcoder").start(child::live);
    return child;
  }

  /** Gives it one more tag; when it is too far behind to take that, it is ended. */
  public void offer(FlvTag tag) {
    if (!queue.offer(tag)) {
      stop(new ExitReason.FellBehind());
    }
  }

  /** There are no more tags: it may finish what it has, within {@link #POLITE}. */
  public void finish() {
    finishing = true;
    queue.close();
    Thread.ofVirtual().name("transcoder-finish").start(this::hurry);
  }

  private void hurry() {
    try {
      if (!awaitEnd(POLITE)) {
        stop(new ExitReason.Stopped());
      }
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it at once; the first reason that is given stays. */
  public void stop(ExitReason because) {
    decided.compareAndSet(null, because);
    queue.close();
    GuardedChild child = running;
    if (child != null) {
      Thread.ofVirtual().name("transcoder-stop").start(child::kill);
    }
  }

  /** What it has used so far; empty before it runs, and when it is gone. Any thread; blocks. */
  public Optional<ChildUse> use() {
    GuardedChild child = running;
    return child == null ? Optional.empty() : child.use();
  }

  /** Waits until nothing of it is left; whether that was within {@code deadline}. */
  public boolean awaitEnd(Duration deadline) throws InterruptedException {
    Thread living = life;
    return living == null || living.join(deadline);
  }

  private void live() {
    ExitReason reason;
    try {
      Path directory = what.prepare();
      try {
        reason = run(directory);
      } finally {
        PrivateDirectories.remove(directory);
      }
    } catch (IOException failed) {
      reason = new ExitReason.NotStarted(failed.toString());
    }
    ExitReason first = decided.get();
    listener.onExit(first == null ? reason : first);
  }

  private ExitReason run(Path directory) throws IOException {
    List<String> command = new ArrayList<>(List.of(what.program().path().toString()));
    command.addAll(what.arguments());
    GuardedChild child = GuardedChild.start(command, directory, what.limits());
    running = child;
    if (decided.get() != null) {
      child.kill();
    }
    Thread errors = Thread.ofVirtual().start(() -> said.read(child.errors()));
    Thread feeder = Thread.ofVirtual().start(() -> feed(child.input()));
    try {
      read(child.output());
      if (!child.endsWithin(POLITE)) {
        decided.compareAndSet(null, new ExitReason.Stalled());
      }
      child.kill();
      queue.close();
      errors.join();
      feeder.join();
    } catch (IOException | MediaException unreadable) {
      decided.compareAndSet(null, new ExitReason.Unreadable(unreadable.toString()));
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
      decided.compareAndSet(null, new ExitReason.Stopped());
    } finally {
      queue.close();
      child.kill();
    }
    return reason(child.status());
  }

  private ExitReason reason(int status) {
    if (status > SIGNALS_FROM) {
      return new ExitReason.Killed(status - SIGNALS_FROM, said.text());
    }
    return status == 0 && finishing
        ? new ExitReason.Finished()
        : new ExitReason.Failed(status, said.text());
  }

  private void read(InputStream output) throws IOException, InterruptedException {
    FlvTagReader reader = new FlvTagReader();
    TrackSplitter splitter = new TrackSplitter(-input.offsetMs());
    byte[] buffer = new byte[READ_BYTES];
    for (int length = output.read(buffer); length >= 0; length = output.read(buffer)) {
      List<OutputTag> tags =
          reader.read(new ByteSlice(buffer, 0, length)).stream()
              .flatMap(tag -> splitter.split(tag).stream())
              .toList();
      if (!tags.isEmpty()) {
        listener.onOutput(tags);
      }
    }
  }

  private void feed(OutputStream pipe) {
    try (OutputStream out = new BufferedOutputStream(pipe, WRITE_BYTES)) {
      out.write(new FlvHeader(input.sound(), input.pictures()).toBytes());
      List<FlvTag> tags = queue.take();
      while (!tags.isEmpty()) {
        for (FlvTag tag : tags) {
          out.write(FlvTagWriter.toBytes(moved(tag, input.offsetMs())));
        }
        out.flush();
        tags = queue.take();
      }
    } catch (IOException childIsGone) {
      // Its exit tells why.
      queue.close();
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    }
  }

  private static FlvTag moved(FlvTag tag, long offsetMs) {
    long timeMs = tag.timestampMs() + offsetMs;
    return switch (tag) {
      case AudioTag audio -> new AudioTag(timeMs, audio.body());
      case VideoTag video -> new VideoTag(timeMs, video.body());
      case ScriptTag script -> new ScriptTag(timeMs, script.body());
    };
  }
}
