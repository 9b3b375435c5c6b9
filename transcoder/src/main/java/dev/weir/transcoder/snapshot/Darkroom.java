package dev.weir.transcoder.snapshot;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.stream.picture.Picture;
import dev.weir.transcoder.process.BriefChild;
import dev.weir.transcoder.process.ChildCommand;
import dev.weir.transcoder.process.ChildLimits;
import dev.weir.transcoder.process.ExitReason;
import dev.weir.transcoder.process.PrivateDirectories;
import dev.weir.transcoder.process.Program;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Where pictures are made: a few at a time, and streams take turns. What waits is a stream and not
 * its pictures: when its turn comes, its newest key frame is taken. Thread-safe; nothing that is
 * called here waits, {@link #close} apart.
 */
final class Darkroom {

  /** Most address space of a process; the largest picture needs about half of it. */
  static final long MEMORY_BYTES = 1L << 30;

  /**
   * How long a process may take; a picture takes less than a tenth of a second of one processor.
   */
  static final Duration DEADLINE = Duration.ofSeconds(10);

  private final int atOnce;
  private final Program ffmpeg;
  private final PrivateDirectories directories;
  private final SnapshotTally tally;

  private final SequencedSet<Subject> waiting = new LinkedHashSet<>();
  private int working;
  private boolean closed;

  /** Something that pictures are made of. Called on a thread of the darkroom's. */
  interface Subject {

    /** What is to be made now; empty when that is nothing any more. */
    Optional<Shot> next();

    /** What came of it: the bytes of the picture when it finished. */
    void developed(Shot shot, ExitReason reason, ByteSlice picture);
  }

  Darkroom(int atOnce, Program ffmpeg, PrivateDirectories directories, SnapshotTally tally) {
    this.atOnce = atOnce;
    this.ffmpeg = ffmpeg;
    this.directories = directories;
    this.tally = tally;
  }

  /**
   * It is time for a picture of {@code subject}; one that still waits for its last is not late
   * twice.
   */
  synchronized void want(Subject subject) {
    if (closed) {
      return;
    }
    if (!waiting.add(subject)) {
      tally.skipped();
    }
    goOn();
  }

  /** No picture is wanted any more. */
  synchronized void forget(Subject subject) {
    waiting.remove(subject);
  }

  /** Makes no more, and waits for those that are being made. */
  synchronized void close() throws InterruptedException {
    closed = true;
    waiting.clear();
    while (working > 0) {
      wait();
    }
  }

  private void goOn() {
    while (working < atOnce && !waiting.isEmpty()) {
      Subject subject = waiting.removeFirst();
      working++;
      Thread.ofVirtual().name("snapshot").start(() -> work(subject));
    }
  }

  private void work(Subject subject) {
    try {
      Optional<Shot> shot = subject.next();
      if (shot.isPresent()) {
        develop(subject, shot.get());
      }
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    } finally {
      done();
    }
  }

  private synchronized void done() {
    working--;
    notifyAll();
    goOn();
  }

  private void develop(Subject subject, Shot shot) throws InterruptedException {
    tally.begun();
    try {
      BriefChild.Outcome outcome =
          BriefChild.run(
              new ChildCommand(
                  ffmpeg,
                  SnapshotArguments.of(shot.rule().format()),
                  directories,
                  new ChildLimits(MEMORY_BYTES)),
              shot.negative().toFlv(),
              Picture.MAX_BYTES,
              DEADLINE);
      subject.developed(shot, outcome.reason(), outcome.output());
    } finally {
      tally.ended();
    }
  }
}
