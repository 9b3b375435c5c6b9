package dev.weir.rtmp.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.clock.ManualTimeSource;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clock is the test's; the timers underneath are real. */
class DeadlineTimerTest {

  private static final long MS = 1_000_000;

  private final ManualTimeSource time = ManualTimeSource.at(Instant.parse("2026-01-01T00:00:00Z"));
  private final AtomicLong deadlineNanos = new AtomicLong();
  private final AtomicInteger due = new AtomicInteger();

  private Vertx vertx;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void close() {
    OpenDoor.await(vertx.close());
  }

  @Test
  void firesWhenTheDeadlineHasCome() {
    DeadlineTimer timer = timerFor(20 * MS);
    time.advance(Duration.ofMillis(20));
    Await.until("it is due", OpenDoor.SOON, () -> due.get() == 1);
    timer.stop();
  }

  @Test
  void waitsForADeadlineThatHasMovedAway() {
    DeadlineTimer timer = timerFor(20 * MS);
    deadlineNanos.set(60 * MS);
    time.advance(Duration.ofMillis(20));
    looksAgainAndAgain();
    assertThat(due).hasValue(0);
    time.advance(Duration.ofMillis(40));
    Await.until("it is due", OpenDoor.SOON, () -> due.get() == 1);
    timer.stop();
  }

  @Test
  void looksTwiceAfterAStandstill() {
    DeadlineTimer timer = timerFor(20 * MS);
    time.advance(Duration.ofSeconds(30));
    looksAgainAndAgain();
    assertThat(due).as("input that waits is read first").hasValue(0);
    time.advance(Duration.ofSeconds(1));
    Await.until("it is due", OpenDoor.SOON, () -> due.get() == 1);
    timer.stop();
  }

  /** Long enough for the real timer underneath to fire a few times. */
  private void looksAgainAndAgain() {
    AtomicInteger ticks = new AtomicInteger();
    vertx.setPeriodic(20, _ -> ticks.incrementAndGet());
    Await.until("some time passes", OpenDoor.SOON, () -> ticks.get() >= 5);
  }

  private DeadlineTimer timerFor(long nanos) {
    deadlineNanos.set(nanos);
    DeadlineTimer timer = new DeadlineTimer(vertx, time, deadlineNanos::get, due::incrementAndGet);
    timer.look();
    return timer;
  }
}
