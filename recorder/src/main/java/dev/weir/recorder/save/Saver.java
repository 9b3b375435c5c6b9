package dev.weir.recorder.save;

import dev.weir.contract.event.RecordingEvent.State;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.media.bytes.MediaException;
import dev.weir.recorder.RecorderEvent;
import dev.weir.recorder.RecorderTally;
import dev.weir.recorder.export.ExportedFile;
import dev.weir.recorder.export.Exporter;
import dev.weir.recorder.save.RecordingTeller.Amount;
import dev.weir.recorder.take.Spool;
import dev.weir.recorder.take.Take;
import dev.weir.recorder.take.TakeFacts;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.ObjectStores;
import dev.weir.runtime.storage.RecordingObjects;
import dev.weir.runtime.storage.RecordingObjects.Place;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Makes files of takes and brings them to the store, however long that is away: a take stays until
 * the store has all that is made of it, and a start of the node goes on with what it finds.
 * Thread-safe.
 */
public final class Saver implements AutoCloseable {

  /** A store that nobody knows any more is waited for so long: news of stores may be late. */
  static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Spool spool;
  private final ObjectStores stores;
  private final RecordingTeller teller;
  private final RecorderTally tally;
  private final TimeSource time;
  private final OperatorLog log;
  private final Posters posters;
  private final RecordingNames names = new RecordingNames();
  private final EarlySaver early;
  private final EarlyEnd earlyEnd = new EarlyEnd(names);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final SavePlaces places = new SavePlaces();
  private final SavePlaces ends = new SavePlaces();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Saves what is in {@code spool} to the store of each take.
   *
   * @param pictures makes one of each take
   */
  public Saver(
      Spool spool,
      ObjectStores stores,
      PosterMaker pictures,
      RecordingTeller teller,
      RecorderTally tally,
      TimeSource time,
      OperatorLog log) {
    this.posters = new Posters(pictures, stores, log);
    this.early = new EarlySaver(spool, stores, names, tally, log);
    this.spool = spool;
    this.stores = stores;
    this.teller = teller;
    this.tally = tally;
    this.time = time;
    this.log = log;
  }

  /** Saves all that an earlier start has left. */
  public void saveLeftBehind() throws IOException {
    List<Path> left = spool.takes();
    for (Path take : left) {
      names.keep(take);
    }
    for (Path take : left) {
      log.tell(RecorderEvent.LEFT_BEHIND, String.valueOf(take.getFileName()));
      save(take);
    }
  }

  /** A take has begun; what can go to the store before its end does. */
  public void begin(Path directory, TakeFacts facts) {
    early.begin(directory, facts);
  }

  /** A take has another segment. */
  public void grown(Path directory) {
    early.grown(directory);
  }

  /** Saves a take to which nothing is added any more; returns at once. */
  public void save(Path directory) {
    try {
      threads.execute(() -> saveInTime(directory));
    } catch (RejectedExecutionException closed) {
      // It is found at the next start.
    }
  }

  private void saveInTime(Path directory) {
    try {
      early.end(directory);
      if (!Take.isBegun(directory)) {
        spool.remove(directory);
        return;
      }
      Take take = Take.open(directory);
      if (take.extent().segments() == 0) {
        EarlyEnd.letGo(take, stores);
        for (RecordingFormat format : take.facts().files().keySet()) {
          teller.failed(take.facts(), format, FaultCode.RECORDING_EMPTY);
        }
      } else {
        Amount amount = new Amount(take.extent().durationMs(), take.extent().bytes());
        teller.tell(take.facts(), take.tracks(), State.SAVING, amount);
        if (!persist(take)) {
          return;
        }
        posters.add(take);
      }
      spool.remove(directory);
    } catch (InterruptedException | ClosedByInterruptException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException left) {
      // It stays for somebody to look at, and for the next start.
      log.tell(RecorderEvent.UNREADABLE, String.valueOf(directory.getFileName()), "cause", left);
    }
  }

  /** Whether the store has all of it; if not, the next start goes on. */
  private boolean persist(Take take) throws InterruptedException {
    Duration delay = FIRST_DELAY;
    StoreAway away = new StoreAway(take, teller);
    while (true) {
      try {
        if (EarlyEnd.isDue(take)) {
          ends.in(take.facts(), () -> attemptEarly(take));
        }
        places.in(take.facts(), () -> attempt(take));
        return true;
      } catch (IOException | WeirFault failed) {
        tally.failed();
        log.tell(RecorderEvent.SAVE_FAILED, take.facts().address().path(), "cause", failed);
        if (isForgotten(take, failed)) {
          giveUp(take);
          return true;
        }
        away.refused(WeirFault.codeOf(failed));
      }
      if (closing.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      Duration doubled = delay.multipliedBy(2);
      delay = doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled;
    }
  }

  private boolean isForgotten(Take take, Exception failed) {
    Instant end = Instant.ofEpochMilli(take.extent().endMs());
    return WeirFault.codeOf(failed) == FaultCode.STORE_ABSENT
        && end.plus(FORGOTTEN_AFTER).isBefore(time.now());
  }

  private void giveUp(Take take) {
    SaveProgress progress = new SaveProgress(take.directory());
    for (RecordingFormat format : take.facts().files().keySet()) {
      if (!progress.isDone(format)) {
        teller.failed(take.facts(), format, FaultCode.STORE_ABSENT);
      }
    }
  }

  /** What is ready in a moment does not wait for a place among those that take long. */
  private void attemptEarly(Take take) throws IOException {
    ObjectStore store = stores.of(take.facts().address(), take.facts().store());
    OptionalLong bytes = earlyEnd.complete(take, store);
    if (bytes.isPresent()) {
      SaveProgress progress = new SaveProgress(take.directory());
      String extension = "." + RecordingFormat.MP4.extension();
      isReady(
          take, RecordingFormat.MP4, progress.name().orElseThrow() + extension, bytes.getAsLong());
      progress.done(RecordingFormat.MP4);
    }
  }

  private void attempt(Take take) throws IOException {
    ObjectStore store = stores.of(take.facts().address(), take.facts().store());
    SaveProgress progress = new SaveProgress(take.directory());
    if (progress.name().isEmpty()) {
      progress.named(names.choose(take, store));
    }
    String name = progress.name().orElseThrow();
    for (RecordingFormat format : take.facts().files().keySet()) {
      if (!progress.isDone(format)) {
        save(take, format, name, store);
        progress.done(format);
      }
    }
  }

  private void save(Take take, RecordingFormat format, String name, ObjectStore store)
      throws IOException {
    List<ExportedFile> files;
    try {
      String base = name.substring(name.lastIndexOf('/') + 1);
      files = Exporter.export(take, format, base);
    } catch (MediaException | IllegalArgumentException unfit) {
      teller.failed(take.facts(), format, FaultCode.CODEC_NOT_IN_CONTAINER);
      return;
    }
    long bytes = 0;
    for (ExportedFile file : files) {
      ObjectName object = new ObjectName(take.facts().address().tenant(), name + file.suffix());
      store.put(object, file.file(), file.mediaType());
      bytes += Files.size(file.file());
    }
    if (format != RecordingFormat.HLS) {
      spool.grown(take.directory(), bytes);
    }
    isReady(take, format, name + files.getLast().suffix(), bytes);
  }

  private void isReady(Take take, RecordingFormat format, String played, long bytes)
      throws IOException {
    note(take, format, played);
    tally.saved();
    teller.ready(
        take.facts(), take.tracks(), format, new Amount(take.extent().durationMs(), bytes), played);
  }

  private void note(Take take, RecordingFormat format, String played) throws IOException {
    Path note = take.directory().resolve("note." + format);
    Files.deleteIfExists(note);
    Files.writeString(note, new Place(take.facts().store(), played).text());
    ObjectName name =
        RecordingObjects.note(
            take.facts().address(),
            Objects.requireNonNull(take.facts().files().get(format)),
            format);
    stores.of(take.facts().address(), Optional.empty()).put(name, note, "text/plain");
  }

  /**
   * Finishes what can be saved at once, for a few seconds at most; the rest is found at the next
   * start.
   */
  @Override
  public void close() {
    closing.countDown();
    early.close();
    threads.shutdown();
    try {
      threads.awaitTermination(CLOSE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
