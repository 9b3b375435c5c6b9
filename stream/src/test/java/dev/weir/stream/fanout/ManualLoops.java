package dev.weir.stream.fanout;

import dev.weir.runtime.clock.ManualTimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Event loops that are driven by hand: nothing runs, and no time passes, until a test says so. When
 * several loops have work, a seeded die says which goes first.
 */
public final class ManualLoops {

  private final ManualTimeSource time = ManualTimeSource.at(Instant.parse("2026-11-22T12:00:00Z"));
  private final Random die;
  private final List<ManualLoop> loops = new ArrayList<>();
  private final List<Alarm> alarms = new ArrayList<>();
  private long nowMs;
  private long alarmsSet;
  private @Nullable ManualLoop current;

  public ManualLoops() {
    this(1);
  }

  public ManualLoops(long seed) {
    die = new Random(seed);
  }

  /** The clock that goes with the loops' timers. */
  public ManualTimeSource time() {
    return time;
  }

  /** One more loop. */
  public ManualLoop add() {
    ManualLoop loop = new ManualLoop();
    loops.add(loop);
    return loop;
  }

  /** Runs everything that is due now, and what follows from it. */
  public void settle() {
    while (true) {
      List<ManualLoop> busy = loops.stream().filter(loop -> !loop.tasks.isEmpty()).toList();
      if (busy.isEmpty()) {
        return;
      }
      busy.get(die.nextInt(busy.size())).runOne();
    }
  }

  /** Lets time pass; timers fire in their order, and everything settles behind each. */
  public void advance(Duration passed) {
    settle();
    long untilMs = nowMs + passed.toMillis();
    while (true) {
      Alarm next =
          alarms.stream()
              .filter(alarm -> alarm.atMs <= untilMs)
              .min(Comparator.comparingLong(Alarm::atMs).thenComparingLong(Alarm::order))
              .orElse(null);
      if (next == null) {
        break;
      }
      alarms.remove(next);
      moveTo(next.atMs);
      next.loop.execute(next.task);
      settle();
    }
    moveTo(untilMs);
  }

  /** Timers that are set. */
  public int timers() {
    return alarms.size();
  }

  private void moveTo(long atMs) {
    time.advance(Duration.ofMillis(atMs - nowMs));
    nowMs = atMs;
  }

  private record Alarm(ManualLoop loop, long atMs, long order, Runnable task) {}

  /** One of them. */
  public final class ManualLoop implements Loop {

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public boolean isCurrent() {
      return current == this;
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public Timer after(long delayMs, Runnable task) {
      Alarm alarm = new Alarm(this, nowMs + delayMs, alarmsSet++, task);
      alarms.add(alarm);
      return () -> alarms.remove(alarm);
    }

    /** Does something on this loop, right now. */
    public void enter(Runnable task) {
      ManualLoop before = current;
      current = this;
      try {
        task.run();
      } finally {
        current = before;
      }
    }

    private void runOne() {
      enter(tasks.remove());
    }
  }
}
