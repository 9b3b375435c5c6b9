package dev.weir.runtime.metering;

import dev.weir.contract.metering.MeterBoot;
import dev.weir.contract.metering.MeterKey;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.metrics.Metrics;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counting for the bill in one process: counters that survive it, sealed every interval into a
 * journal, which is sent to the control plane until that has kept it. What an earlier process of
 * the node has left is ended and sent, too. A thread of its own does all but counting.
 */
public final class Metering implements Meters {

  /** Between two steps; what the machine may lose of counting when it stops. */
  static final Duration STEP = Duration.ofSeconds(1);

  /** A counter that nobody has open is closed when nothing was added for so long. */
  static final Duration IDLE = Duration.ofHours(1);

  /** How long the end waits for an acknowledgement; the next start has another chance. */
  static final Duration DRAIN = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Metering.class);

  private final Path home;
  private final FileChannel lock;
  private final CounterFile file;
  private final TimeSource time;
  private final OperatorLog log;
  private final long intervalMs;
  private final CounterBook book;
  private final Sealer sealer;
  private final Shipping shipping;
  private final List<Shipping> shippings = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread;
  private final CompletableFuture<Void> drained = new CompletableFuture<>();

  private long interval;
  private volatile long waitingBatches;
  private volatile long journalBytes;

  private Metering(
      MeteringConfig config,
      Path home,
      BootDirectory here,
      FileChannel lock,
      MeterOutlet outlet,
      TimeSource time)
      throws IOException {
    this.home = home;
    this.lock = lock;
    this.time = time;
    this.log = new OperatorLog(Metering.class, time);
    this.intervalMs = config.interval().toMillis();
    this.interval = Math.floorDiv(time.millis(), intervalMs);
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("metering").daemon().factory());
    this.file = CounterFile.create(here.counters(), time.millis());
    int idleSeals = Math.toIntExact(IDLE.toMillis() / intervalMs);
    this.book = new CounterBook(file, log, CounterBook.MAX_COUNTERS, idleSeals);
    MeterJournal journal = MeterJournal.open(here.path(), config.journalMaxBytes());
    this.sealer = new Sealer(here.boot(), file, book, journal, time, log);
    this.shipping = shipping(here.boot(), journal, outlet);
  }

  /**
   * Begins to count. Throws {@link IOException} when the disk does not allow it, or another process
   * counts for the same node here.
   *
   * @param directory where counters and journals are
   */
  public static Metering open(
      MeteringConfig config, Path directory, MeterBoot boot, MeterOutlet outlet, TimeSource time)
      throws IOException {
    return open(config, directory, boot, outlet, time, STEP);
  }

  /** The same with steps of another length. */
  static Metering open(
      MeteringConfig config,
      Path directory,
      MeterBoot boot,
      MeterOutlet outlet,
      TimeSource time,
      Duration step)
      throws IOException {
    Path home = directory.resolve(boot.node().value());
    BootDirectory here = new BootDirectory(home, boot);
    Files.createDirectories(
        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    FileChannel lock = lock(home);
    List<BootDirectory> left = BootDirectory.of(home, boot.node());
    Files.createDirectory(here.path());
    Metering metering = new Metering(config, home, here, lock, outlet, time);
    left.forEach(one -> metering.adopt(one, outlet));
    metering.begin(step);
    return metering;
  }

  @Override
  public MeterCounter open(MeterKey key) {
    return book.open(key);
  }

  /** Shows how counting goes. */
  public void show(Metrics metrics) {
    metrics.gauge(MeteringMetric.COUNTERS, book::counters);
    metrics.counter(MeteringMetric.COARSE, book.coarse());
    metrics.gauge(MeteringMetric.WAITING, () -> waitingBatches);
    metrics.gauge(MeteringMetric.JOURNAL, () -> journalBytes);
  }

  /**
   * Ends the boot: its last batch is sealed, and is given a moment to be acknowledged. Whoever
   * counts has ended before. Blocks.
   */
  public void close() throws IOException {
    thread.execute(() -> {
      sealer.seal(true);
      if (shipping.journal().ended()) {
        step();
      } else {
        drained.complete(null);
      }
    });
    try {
      drained.get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException later) {
      LOG.debug("event=metering.left-for-later");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    stop();
  }

  /** Ends as a killed process does: nothing is sealed. */
  void abandon() throws IOException {
    stop();
  }

  private void stop() throws IOException {
    thread.shutdown();
    try {
      boolean _ = thread.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    file.close();
    lock.close();
  }

  private void begin(Duration step) {
    var _ =
        thread.scheduleWithFixedDelay(
            this::tick, step.toMillis(), step.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void adopt(BootDirectory left, MeterOutlet outlet) {
    try {
      MeterJournal journal = left.end(log);
      if (journal.ended()) {
        Shipping _ = shipping(left.boot(), journal, outlet);
      } else {
        journal.close();
        left.delete();
      }
    } catch (IOException unreadable) {
      log.tell(MeteringEvent.BOOT_UNREADABLE, left.boot().toString(), "cause", unreadable);
    }
  }

  private Shipping shipping(MeterBoot boot, MeterJournal journal, MeterOutlet outlet) {
    Shipping made = new Shipping(boot, journal, outlet, this::onThread, time, log);
    shippings.add(made);
    return made;
  }

  /** What arrives behind the end is for the next start. */
  private void onThread(Runnable task) {
    try {
      thread.execute(() -> {
        task.run();
        retire();
      });
    } catch (RejectedExecutionException ended) {
      LOG.debug("event=metering.answered-late");
    }
  }

  private void tick() {
    try {
      sealer.keepAlive();
      long now = Math.floorDiv(time.millis(), intervalMs);
      if (now != interval && !shipping.journal().ended()) {
        interval = now;
        sealer.seal(false);
      }
      step();
    } catch (RuntimeException ours) {
      // Counting must not end with it.
      LOG.error("event=metering.failed", ours);
    }
  }

  private void step() {
    shippings.forEach(Shipping::step);
    retire();
  }

  private void retire() {
    for (Shipping one : List.copyOf(shippings)) {
      if (one.done()) {
        shippings.remove(one);
        delete(one);
        if (one.equals(shipping)) {
          drained.complete(null);
        }
      }
    }
    waitingBatches = shippings.stream().mapToLong(Shipping::waiting).sum();
    journalBytes = shippings.stream().mapToLong(one -> one.journal().bytes()).sum();
  }

  private void delete(Shipping shipped) {
    try {
      shipped.journal().close();
      new BootDirectory(home, shipped.boot()).delete();
    } catch (IOException failed) {
      log.tell(MeteringEvent.JOURNAL_FAILED, shipped.boot().toString(), "cause", failed);
    }
  }

  private static FileChannel lock(Path home) throws IOException {
    FileChannel lock =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() != null) {
        return lock;
      }
    } catch (OverlappingFileLockException here) {
      // Another one in this very process.
    }
    lock.close();
    throw new IOException("another process counts in " + home);
  }
}
