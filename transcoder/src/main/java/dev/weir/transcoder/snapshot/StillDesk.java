package dev.weir.transcoder.snapshot;

import dev.weir.contract.keeping.SnapshotRule.Format;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.stream.picture.Picture;
import dev.weir.transcoder.process.BriefChild;
import dev.weir.transcoder.process.ChildCommand;
import dev.weir.transcoder.process.ChildLimits;
import dev.weir.transcoder.process.ExitReason;
import dev.weir.transcoder.process.PrivateDirectories;
import dev.weir.transcoder.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Makes pictures of key frames that somebody has kept, by the process that makes snapshots: one at
 * a time, behind whoever came first. Thread-safe; blocks.
 */
public final class StillDesk {

  private final Program ffmpeg;
  private final PrivateDirectories directories;
  private final OperatorLog log;
  private final Semaphore turn = new Semaphore(1, true);

  private StillDesk(Program ffmpeg, PrivateDirectories directories, OperatorLog log) {
    this.ffmpeg = ffmpeg;
    this.directories = directories;
    this.log = log;
  }

  /**
   * Opens one.
   *
   * @param ffmpeg the program
   * @param directory where processes get their private directories; what an earlier start left
   *     there is removed
   */
  public static StillDesk open(Program ffmpeg, Path directory, OperatorLog log) throws IOException {
    PrivateDirectories directories = new PrivateDirectories(directory);
    directories.sweep();
    return new StillDesk(ffmpeg, directories, log);
  }

  /**
   * A picture as JPEG; empty where none came about, of which the operator is told.
   *
   * @param flv a file with one key frame
   */
  public Optional<byte[]> make(byte[] flv) throws InterruptedException {
    turn.acquire();
    try {
      BriefChild.Outcome outcome =
          BriefChild.run(
              new ChildCommand(
                  ffmpeg,
                  SnapshotArguments.of(Format.JPEG),
                  directories,
                  new ChildLimits(Darkroom.MEMORY_BYTES)),
              flv,
              Picture.MAX_BYTES,
              Darkroom.DEADLINE);
      if (outcome.reason() instanceof ExitReason.Finished && outcome.output().length() > 0) {
        return Optional.of(outcome.output().toByteArray());
      }
      log.tell(
          SnapshotEvent.NO_STILL,
          "recording",
          "reason",
          outcome.reason().label(),
          "detail",
          outcome.reason().detail());
      return Optional.empty();
    } finally {
      turn.release();
    }
  }
}
