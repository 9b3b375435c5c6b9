package dev.weir.transcoder.snapshot;

import dev.weir.contract.event.SnapshotKept;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.keeping.NameTemplate;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.lifecycle.EventTeller;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.SnapshotName;
import dev.weir.stream.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Puts pictures into the store, and takes the newest out again. Blocks; thread-safe. */
final class Album {

  /** Most pictures that are put into the store at the same time. */
  static final int MAX_WRITERS = 16;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss").withZone(ZoneOffset.UTC);

  private final ObjectStore store;
  private final Path spool;
  private final EventTeller events;
  private final SnapshotTally tally;
  private final OperatorLog log;
  private final TimeSource time;
  private final Semaphore writers = new Semaphore(MAX_WRITERS);
  private int pages;

  /**
   * What a picture is.
   *
   * @param stream of which stream
   * @param picture the newest
   * @param rule whether it is kept, and what it is called then
   * @param publishedAt when the stream began
   * @param number counts the stream's pictures from 0
   */
  record Entry(
      StreamAddress stream, Picture picture, SnapshotRule rule, Instant publishedAt, long number) {}

  /**
   * Begins without pictures.
   *
   * @param spool where files lie for a moment; those of an earlier start are removed
   * @param events is told of each picture that is in the store
   */
  Album(
      ObjectStore store,
      Path spool,
      EventTeller events,
      SnapshotTally tally,
      OperatorLog log,
      TimeSource time)
      throws IOException {
    this.store = store;
    this.spool = spool;
    this.events = events;
    this.tally = tally;
    this.log = log;
    this.time = time;
    Files.createDirectories(spool);
    List<Path> leftOver;
    try (Stream<Path> files = Files.list(spool)) {
      leftOver = files.toList();
    }
    for (Path file : leftOver) {
      Files.delete(file);
    }
  }

  /** A page is about to write. */
  synchronized void enter() {
    pages++;
  }

  /** It has written all that it had. */
  synchronized void leave() {
    pages--;
    notifyAll();
  }

  /** Waits until no page writes any more, or until {@code deadline}. */
  synchronized void drain(Duration deadline) throws InterruptedException {
    long end = time.nanos() + deadline.toNanos();
    for (long left = deadline.toNanos(); pages > 0 && left > 0; left = end - time.nanos()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Keeps a picture; that it cannot be kept is told, and the next one is tried anew. */
  void keep(Entry entry) throws InterruptedException {
    writers.acquire();
    try {
      ObjectName kept = write(entry);
      tally.kept();
      events.tell(
          new SnapshotKept(
              UUID.randomUUID(), entry.stream(), entry.picture().takenAt(), kept.path()));
    } catch (IOException | WeirFault | IllegalArgumentException refused) {
      tally.unkept();
      log.tell(SnapshotEvent.NOT_KEPT, entry.stream().toString(), "cause", refused);
    } finally {
      writers.release();
    }
  }

  /** The stream is over: it has no newest picture any more. */
  void remove(StreamAddress stream) {
    try {
      store.delete(SnapshotName.latest(stream));
    } catch (WeirFault refused) {
      // Whoever sweeps finds it.
      log.tell(SnapshotEvent.NOT_KEPT, stream.toString(), "cause", refused);
    }
  }

  /** Answers where it stays: where it is kept for a while, else where the newest one is. */
  private ObjectName write(Entry entry) throws IOException {
    Path file =
        Files.createTempFile(
            spool,
            "snapshot-",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(file, entry.picture().bytes().getBytes());
      String mediaType = entry.picture().format().mediaType();
      ObjectName latest = SnapshotName.latest(entry.stream());
      store.put(latest, file, mediaType);
      if (entry.rule().sequence().isEmpty()) {
        return latest;
      }
      SnapshotRule.Sequence sequence = entry.rule().sequence().get();
      ObjectName kept =
          SnapshotName.kept(
              entry.stream(),
              entry.picture().takenAt().plus(sequence.retention()),
              name(entry, sequence.name()));
      store.put(kept, file, mediaType);
      return kept;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Rises over all publishes of a stream, wherever they are, without anybody who remembers: it goes
   * on by one with each picture, and with each millisecond between two publishes.
   */
  private static long sequence(Entry entry) {
    return entry.publishedAt().toEpochMilli() + entry.number();
  }

  private static String name(Entry entry, NameTemplate template) {
    Instant takenAt = entry.picture().takenAt();
    Map<NameTemplate.Field, String> fields = new EnumMap<>(NameTemplate.Field.class);
    fields.put(NameTemplate.Field.APP, entry.stream().app().value());
    fields.put(NameTemplate.Field.STREAM, entry.stream().stream().value());
    fields.put(NameTemplate.Field.SEQUENCE, Long.toString(sequence(entry)));
    fields.put(NameTemplate.Field.START, SECOND.format(entry.publishedAt()));
    fields.put(NameTemplate.Field.END, SECOND.format(takenAt));
    fields.put(NameTemplate.Field.UNIX, Long.toString(takenAt.getEpochSecond()));
    fields.put(NameTemplate.Field.DATE, DAY.format(takenAt));
    return template.fill(fields) + "." + entry.picture().format().extension();
  }
}
