package dev.weir.runtime.metering;

import dev.weir.contract.metering.MeterBatch;
import dev.weir.runtime.wire.MalformedWireException;
import dev.weir.runtime.wire.MeteringJson;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The batches of one boot that the control plane has not acknowledged, on disk: a batch is in it,
 * whatever happens, once {@link #append} returns. Files are named by the first sequence in them,
 * and go when all of theirs were acknowledged. One thread; blocks.
 */
final class MeterJournal {

  /** A file that has grown so large is followed by another. */
  static final int FILE_BYTES = 1 << 20;

  private static final String ENDING = ".journal";

  private final Path directory;
  private final long maxBytes;

  private final Deque<JournalFile> files = new ArrayDeque<>();
  private long bytes;
  private long next = 1;
  private boolean ended;
  private boolean damaged;

  /** There is no room for another batch. */
  static final class FullException extends IOException {

    private static final long serialVersionUID = 1L;

    FullException(long maxBytes) {
      super("the journal has " + maxBytes + " bytes at most");
    }
  }

  private MeterJournal(Path directory, long maxBytes) {
    this.directory = directory;
    this.maxBytes = maxBytes;
  }

  /** Opens what is in a directory; a record that a crash has cut off is none. */
  static MeterJournal open(Path directory, long maxBytes) throws IOException {
    MeterJournal journal = new MeterJournal(directory, maxBytes);
    List<Long> begins = new ArrayList<>();
    try (Stream<Path> found = Files.list(directory)) {
      found
          .map(Path::getFileName)
          .map(Path::toString)
          .forEach(name -> {
            if (name.endsWith(ENDING)) {
              begins.add(Long.parseLong(name.substring(0, name.length() - ENDING.length())));
            }
          });
    }
    begins.sort(null);
    for (long begin : begins) {
      journal.adopt(JournalFile.open(journal.path(begin), begin));
    }
    return journal;
  }

  /** The sequence of the batch that will be appended. */
  long nextSequence() {
    return next;
  }

  /** Whether the boot's last batch is in it, so that none may follow. */
  boolean ended() {
    return ended;
  }

  /** Whether something in it could not be read. */
  boolean damaged() {
    return damaged;
  }

  long bytes() {
    return bytes;
  }

  /** Keeps a batch; fails when there is no room, and then has kept nothing of it. */
  void append(MeterBatch batch) throws IOException {
    if (batch.sequence() != next) {
      throw new IllegalArgumentException("the next batch is " + next);
    }
    byte[] text = MeteringJson.write(batch).getBytes(StandardCharsets.UTF_8);
    if (bytes + JournalFile.size(text) > maxBytes) {
      throw new FullException(maxBytes);
    }
    if (files.isEmpty() || files.getLast().bytes() >= FILE_BYTES) {
      begin();
    }
    files.getLast().append(text);
    bytes += JournalFile.size(text);
    next++;
    ended = batch.last();
  }

  /** Some of the batches behind a sequence, in order. */
  List<MeterBatch> after(long sequence, int most) throws IOException {
    List<MeterBatch> batches = new ArrayList<>();
    for (JournalFile file : files) {
      for (long at = Math.max(sequence + 1, file.first());
          at < file.next() && batches.size() < most;
          at++) {
        batches.add(read(file.read(at)));
      }
    }
    return batches;
  }

  /** Everything up to a sequence is kept elsewhere. */
  void drop(long upTo) throws IOException {
    while (!files.isEmpty() && files.getFirst().next() <= upTo + 1) {
      if (files.size() == 1) {
        if (ended || files.getFirst().bytes() < FILE_BYTES) {
          return;
        }
        // Its name tells the next start where the sequence goes on.
        begin();
      }
      JournalFile file = files.removeFirst();
      bytes -= file.bytes();
      file.close();
      Files.delete(path(file.first()));
    }
  }

  void close() throws IOException {
    for (JournalFile file : files) {
      file.close();
    }
  }

  private void adopt(JournalFile file) throws IOException {
    files.add(file);
    bytes += file.bytes();
    damaged |= file.damaged() || !file.isEmpty() && next != 1 && file.first() != next;
    next = file.next();
    ended = !file.isEmpty() && read(file.read(next - 1)).last();
  }

  private void begin() throws IOException {
    files.add(JournalFile.open(path(next), next));
    try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private Path path(long first) {
    return directory.resolve("%019d%s".formatted(first, ENDING));
  }

  private static MeterBatch read(byte[] text) throws IOException {
    try {
      return MeteringJson.read(new String(text, StandardCharsets.UTF_8));
    } catch (MalformedWireException malformed) {
      throw new IOException("a batch cannot be read: " + malformed.getMessage(), malformed);
    }
  }
}
