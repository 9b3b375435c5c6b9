package dev.weir.recorder.shift;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.recorder.RecorderEvent;
import dev.weir.recorder.RecorderTally;
import dev.weir.recorder.take.Spool;
import dev.weir.recorder.take.Take;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoredObject;
import dev.weir.stream.shift.RecentShifts;
import dev.weir.stream.shift.ShiftForm;
import dev.weir.stream.shift.ShiftObjects;
import dev.weir.stream.shift.ShiftSlice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings slices to the store, however long that is away: first the note that says when they go,
 * then their media, and then the hour that tells of them. Thread-safe.
 */
final class SliceSaver implements AutoCloseable {

  /** Slices that are saved at once; others wait. */
  static final int AT_ONCE = 4;

  /**
   * How long a slice can still be had here when the store has it: longer than a gateway believes
   * what it has read of an hour.
   */
  static final Duration LINGER = Duration.ofSeconds(30);

  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final int LOCKS = 64;

  private final Spool spool;
  private final ObjectStore store;
  private final NodeId node;
  private final RecentShifts recent;
  private final RecorderTally tally;
  private final OperatorLog log;

  private final CountDownLatch closing = new CountDownLatch(1);
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final List<ReentrantLock> hours = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  SliceSaver(
      Spool spool,
      ObjectStore store,
      NodeId node,
      RecentShifts recent,
      RecorderTally tally,
      OperatorLog log) {
    this.spool = spool;
    this.store = store;
    this.node = node;
    this.recent = recent;
    this.tally = tally;
    this.log = log;
    for (int i = 0; i < LOCKS; i++) {
      hours.add(new ReentrantLock());
    }
  }

  /** Saves all that an earlier start has left. */
  void saveLeftBehind() throws IOException {
    for (Path left : spool.takes()) {
      log.tell(RecorderEvent.LEFT_BEHIND, String.valueOf(left.getFileName()));
      save(left);
    }
  }

  /** Saves a slice to which nothing is added any more; returns at once. */
  void save(Path directory) {
    try {
      threads.execute(() -> saveInTime(directory));
    } catch (RejectedExecutionException closed) {
      // It is found at the next start.
    }
  }

  private void saveInTime(Path directory) {
    try {
      if (!Take.isBegun(directory) || !SliceFacts.isIn(directory)) {
        spool.remove(directory);
        return;
      }
      Take take = Take.open(directory);
      SliceDraft draft = SliceDraft.of(take);
      if (draft.isEmpty()) {
        spool.remove(directory);
        return;
      }
      ShiftSlice slice = draft.slice();
      StreamAddress address = take.facts().address();
      recent.put(address, slice, files(take));
      if (persist(take, slice)) {
        closing.await(LINGER.toMillis(), TimeUnit.MILLISECONDS);
        recent.remove(address, slice.id());
        spool.remove(directory);
      }
    } catch (InterruptedException | ClosedByInterruptException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException left) {
      log.tell(RecorderEvent.UNREADABLE, String.valueOf(directory.getFileName()), "cause", left);
    }
  }

  private static Map<TrackKind, Path> files(Take take) {
    Map<TrackKind, Path> files = new EnumMap<>(TrackKind.class);
    take.tracks().forEach(init -> files.put(init.kind(), take.media(init.kind())));
    return files;
  }

  /** Whether the store has all of it; if not, the next start goes on. */
  private boolean persist(Take take, ShiftSlice slice) throws InterruptedException {
    Duration delay = FIRST_DELAY;
    while (true) {
      places.acquire();
      try {
        attempt(take, slice);
        tally.saved();
        return true;
      } catch (IOException | WeirFault failed) {
        tally.failed();
        log.tell(RecorderEvent.SAVE_FAILED, take.facts().address().path(), "cause", failed);
      } finally {
        places.release();
      }
      if (closing.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      Duration doubled = delay.multipliedBy(2);
      delay = doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled;
    }
  }

  private void attempt(Take take, ShiftSlice slice) throws IOException {
    StreamAddress address = take.facts().address();
    Duration window = SliceFacts.read(take.directory()).window();
    Path note = take.directory().resolve("due");
    if (!Files.exists(note)) {
      Files.createFile(note);
    }
    store.put(ShiftObjects.due(address, slice.id(), window), note, "text/plain");
    long bytes = 0;
    for (TrackInit init : take.tracks()) {
      Path media = take.media(init.kind());
      String type = init.kind() == TrackKind.VIDEO ? "video/mp4" : "audio/mp4";
      store.put(ShiftObjects.media(address, slice.id(), init.kind()), media, type);
      bytes += Files.size(media);
    }
    tell(take, slice);
    tally.stored(address.tenant(), bytes);
  }

  /** Only this node writes this object, and one slice at a time. */
  private void tell(Take take, ShiftSlice slice) throws IOException {
    StreamAddress address = take.facts().address();
    ObjectName name = ShiftObjects.index(address, slice.id().startMs(), node);
    ReentrantLock hour = hours.get(Math.floorMod(name.hashCode(), LOCKS));
    hour.lock();
    try {
      List<ShiftSlice> told = new ArrayList<>(told(name));
      told.removeIf(known -> known.id().equals(slice.id()));
      int at = told.size();
      while (at > 0 && told.get(at - 1).firstNumber() > slice.firstNumber()) {
        at--;
      }
      told.add(at, slice);
      Path index = take.directory().resolve("index");
      // Not written over: a store may keep the very file of an earlier attempt.
      Files.deleteIfExists(index);
      Files.write(index, ShiftForm.write(told));
      store.put(name, index, "application/octet-stream");
    } finally {
      hour.unlock();
    }
  }

  private List<ShiftSlice> told(ObjectName index) throws IOException {
    Optional<StoredObject> known = store.find(index);
    if (known.isEmpty()) {
      return List.of();
    }
    try (InputStream in = store.read(index, 0, known.get().bytes())) {
      return ShiftForm.read(in.readNBytes(ShiftForm.MAX_BYTES));
    }
  }

  /**
   * Finishes what can be saved at once, for a few seconds at most; the rest is found at the next
   * start.
   */
  @Override
  public void close() {
    closing.countDown();
    threads.shutdown();
    try {
      threads.awaitTermination(CLOSE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
