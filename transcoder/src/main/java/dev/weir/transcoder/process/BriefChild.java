package dev.weir.transcoder.process;

import dev.weir.media.bytes.ByteSlice;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One process that is given a few bytes, writes a few, and ends. When {@link #run} returns, nothing
 * of it is left.
 */
public final class BriefChild {

  private static final int SIGNALS_FROM = 128;

  private final ErrorTail said = new ErrorTail();
  private final AtomicReference<@Nullable ExitReason> decided = new AtomicReference<>();

  /**
   * What came of it.
   *
   * @param reason {@code Finished} when it did what it was asked to
   * @param output all that it wrote; nothing unless it finished
   */
  public record Outcome(ExitReason reason, ByteSlice output) {

    private Outcome(ExitReason reason) {
      this(reason, ByteSlice.EMPTY);
    }
  }

  private BriefChild() {}

  /**
   * Runs a process to its end; blocks until then.
   *
   * @param input all that it can read
   * @param maxOutputBytes when it writes more, it is ended
   * @param deadline when it takes longer, it is ended
   */
  public static Outcome run(ChildCommand what, byte[] input, int maxOutputBytes, Duration deadline)
      throws InterruptedException {
    try {
      Path directory = what.prepare();
      try {
        return new BriefChild().run(what, directory, input, maxOutputBytes, deadline);
      } finally {
        PrivateDirectories.remove(directory);
      }
    } catch (IOException failed) {
      return new Outcome(new ExitReason.NotStarted(failed.toString()));
    }
  }

  private Outcome run(
      ChildCommand what, Path directory, byte[] input, int maxOutputBytes, Duration deadline)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(what.program().path().toString()));
    command.addAll(what.arguments());
    GuardedChild child = GuardedChild.start(command, directory, what.limits());
    try {
      Thread.ofVirtual().name("picture-deadline").start(() -> await(child, deadline));
      Thread errors = Thread.ofVirtual().start(() -> said.read(child.errors()));
      Thread feeder = Thread.ofVirtual().start(() -> feed(child, input));
      byte[] output = child.output().readNBytes(maxOutputBytes + 1);
      if (output.length > maxOutputBytes) {
        end(child, new ExitReason.Unreadable("more than " + maxOutputBytes + " bytes"));
      }
      child.endsWithin(deadline);
      child.kill();
      errors.join();
      feeder.join();
      ExitReason reason = reason(child.status());
      return reason instanceof ExitReason.Finished
          ? new Outcome(reason, ByteSlice.of(output))
          : new Outcome(reason);
    } finally {
      child.kill();
    }
  }

  private void await(GuardedChild child, Duration deadline) {
    try {
      if (!child.endsWithin(deadline)) {
        end(child, new ExitReason.Stalled());
      }
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(GuardedChild child, ExitReason because) {
    decided.compareAndSet(null, because);
    child.kill();
  }

  private static void feed(GuardedChild child, byte[] input) {
    try (OutputStream pipe = child.input()) {
      pipe.write(input);
    } catch (IOException hasReadEnough) {
      // Its exit tells whether that was all it needed.
    }
  }

  private ExitReason reason(int status) {
    ExitReason first = decided.get();
    if (first != null) {
      return first;
    }
    if (status > SIGNALS_FROM) {
      return new ExitReason.Killed(status - SIGNALS_FROM, said.text());
    }
    return status == 0 ? new ExitReason.Finished() : new ExitReason.Failed(status, said.text());
  }
}
