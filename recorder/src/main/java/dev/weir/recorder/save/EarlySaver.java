package dev.weir.recorder.save;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.recorder.RecorderEvent;
import dev.weir.recorder.RecorderTally;
import dev.weir.recorder.ahead.GrowingMovie;
import dev.weir.recorder.take.Spool;
import dev.weir.recorder.take.TakeFacts;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.storage.ObjectDrafts;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.ObjectStores;
import dev.weir.runtime.storage.RecordingObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Brings MP4s to the store while their takes still grow, each on a thread of its own. Whatever goes
 * wrong here costs time at the end of the take, and nothing else. Thread-safe.
 */
final class EarlySaver {

  /** How often a draft is begun anew that a store has lost. */
  static final int MAX_BEGINNINGS = 5;

  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

  private final Spool spool;
  private final ObjectStores stores;
  private final RecordingNames names;
  private final RecorderTally tally;
  private final OperatorLog log;

  /** So many parts are in memory at once. */
  private final SavePlaces places = new SavePlaces();

  private final Map<Path, Growth> growing = new ConcurrentHashMap<>();

  EarlySaver(
      Spool spool,
      ObjectStores stores,
      RecordingNames names,
      RecorderTally tally,
      OperatorLog log) {
    this.spool = spool;
    this.stores = stores;
    this.names = names;
    this.tally = tally;
    this.log = log;
  }

  /** A take has begun. */
  void begin(Path directory, TakeFacts facts) {
    if (facts.files().containsKey(RecordingFormat.MP4)) {
      Growth growth = new Growth(directory, facts);
      growing.put(directory, growth);
      growth.thread.start();
    }
  }

  /** A take has another segment. */
  void grown(Path directory) {
    Growth growth = growing.get(directory);
    if (growth != null) {
      growth.wake(false);
    }
  }

  /** A take is over: returns when nothing is done for it here any more. */
  void end(Path directory) throws InterruptedException {
    Growth growth = growing.remove(directory);
    if (growth != null) {
      growth.wake(true);
      growth.thread.join();
    }
  }

  /** Leaves all drafts as they are. */
  void close() {
    growing.values().forEach(growth -> growth.thread.interrupt());
  }

  /** One take. */
  private final class Growth {

    private final Path directory;
    private final TakeFacts facts;
    private final Thread thread;

    private final CountDownLatch over = new CountDownLatch(1);
    private boolean woken;
    private int beginnings;

    Growth(Path directory, TakeFacts facts) {
      this.directory = directory;
      this.facts = facts;
      this.thread = Thread.ofVirtual().name("early " + facts.address().path()).unstarted(this::run);
    }

    /** There is more, or there will be nothing more. */
    synchronized void wake(boolean isOver) {
      woken = true;
      if (isOver) {
        over.countDown();
      }
      notifyAll();
    }

    private boolean isOver() {
      return over.getCount() == 0;
    }

    /** Waits for the next segment, or the end. */
    private synchronized void awaitMore() throws InterruptedException {
      while (!woken) {
        wait();
      }
      woken = false;
    }

    private void run() {
      try {
        GrowingMovie movie = GrowingMovie.open(directory);
        Duration delay = FIRST_DELAY;
        while (!isOver()) {
          try {
            if (!grow(movie)) {
              awaitMore();
            }
            delay = FIRST_DELAY;
          } catch (WeirFault failed) {
            tally.failed();
            log.tell(RecorderEvent.SAVE_FAILED, facts.address().path(), "cause", failed);
            if (!goesOn(movie, failed)) {
              return;
            }
            if (over.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
              return;
            }
            Duration doubled = delay.multipliedBy(2);
            delay = doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled;
          }
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } catch (IOException failed) {
        // At its end, the take is saved as one that nobody has begun with.
        log.tell(RecorderEvent.SAVE_FAILED, facts.address().path(), "cause", failed);
      }
    }

    private boolean grow(GrowingMovie movie) throws IOException, InterruptedException {
      ObjectStore store = stores.of(facts.address(), facts.store());
      Optional<ObjectDrafts> drafts = store.drafts();
      if (drafts.isEmpty() || !movie.isDue(drafts.get())) {
        return false;
      }
      boolean[] grown = {false};
      places.in(facts, () -> grown[0] = grow(movie, store, drafts.get()));
      return grown[0];
    }

    private boolean grow(GrowingMovie movie, ObjectStore store, ObjectDrafts drafts)
        throws IOException {
      long next = movie.isBegun() ? 4L * drafts.partBytes(0) : 2 * drafts.worthwhileBytes();
      if (drafts.reservesFront() && !spool.leavesRoomFor(next)) {
        throw new WeirFault(FaultCode.STORAGE_FULL, "keep-free");
      }
      return movie.grow(drafts, () -> name(store, drafts));
    }

    private ObjectName name(ObjectStore store, ObjectDrafts drafts) {
      if (!drafts.takesAnyName()) {
        Optional<String> name = settledName(store);
        if (name.isPresent()) {
          return new ObjectName(
              facts.address().tenant(), name.get() + "." + RecordingFormat.MP4.extension());
        }
      }
      RecordingId id = Objects.requireNonNull(facts.files().get(RecordingFormat.MP4));
      return RecordingObjects.growing(facts.address(), id, RecordingFormat.MP4);
    }

    private Optional<String> settledName(ObjectStore store) {
      try {
        SaveProgress progress = new SaveProgress(directory);
        if (progress.name().isEmpty()) {
          Optional<String> name = names.chooseAhead(facts, store);
          if (name.isPresent()) {
            progress.named(name.get());
          }
        }
        return progress.name();
      } catch (IOException unwritten) {
        return Optional.empty();
      }
    }

    /** Whether it is tried again after a failure. */
    private boolean goesOn(GrowingMovie movie, WeirFault failed) throws IOException {
      return switch (failed.code()) {
        case OBJECT_ABSENT -> {
          letGo(movie);
          yield ++beginnings < MAX_BEGINNINGS;
        }
        case STORAGE_FULL -> {
          // What is there twice gives way to what is there once.
          letGo(movie);
          yield false;
        }
        default -> true;
      };
    }

    private void letGo(GrowingMovie movie) throws IOException {
      try {
        Optional<ObjectDrafts> drafts = stores.of(facts.address(), facts.store()).drafts();
        if (drafts.isPresent()) {
          movie.abandon(drafts.get());
        }
      } catch (WeirFault left) {
        // It is let go of at the end.
      }
    }
  }
}
