package dev.weir.runtime.metering;

import static dev.weir.runtime.metering.Batches.NODE;
import static dev.weir.runtime.metering.Batches.NOON;
import static dev.weir.runtime.metering.Batches.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.runtime.Soon;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Counts, and looks at what a collector makes of it, whatever happens in between. */
@Timeout(120)
class MeteringTest {

  private static final MeteringConfig CONFIG = new MeteringConfig(Duration.ofSeconds(10), 1 << 24);

  private static final Duration STEP = Duration.ofMillis(20);

  @TempDir private Path directory;
  private final ManualTimeSource time = ManualTimeSource.at(NOON);
  private final MemoryMeterLine line = new MemoryMeterLine();
  private final Collected collected = new Collected(line);

  private static MeterBoot boot(String name) {
    return new MeterBoot(NODE, new BootId(name));
  }

  private Metering open(String boot) throws IOException {
    return Metering.open(CONFIG, directory, boot(boot), line, time, STEP);
  }

  private void until(String what, long sum) {
    Soon.until(
        what,
        () -> {
          collected.collect();
          return collected.sum(key("a")) == sum;
        });
  }

  @Test
  void whatIsCountedArrivesEveryInterval() throws IOException {
    Metering metering = open("one");
    metering.count(key("a"), 5);
    time.advance(Duration.ofSeconds(10));
    until("first", 5);
    metering.count(key("a"), 2);
    time.advance(Duration.ofSeconds(10));
    until("second", 7);
    metering.close();

    MeterBatch first = collected.batches().getFirst();
    assertThat(first.from()).isEqualTo(NOON);
    assertThat(first.sealedAt()).isEqualTo(NOON.plusSeconds(10));
  }

  @Test
  void anOrderlyEndTellsEverythingAndLeavesNothing() throws IOException {
    Metering metering = open("one");
    metering.count(key("a"), 5);
    Thread collecting =
        Thread.startVirtualThread(() ->
            Soon.until(
                "the end",
                () -> {
                  collected.collect();
                  return collected.hasEnded(boot("one"));
                }));
    metering.close();

    Soon.until("collected", () -> !collecting.isAlive());
    assertThat(collected.sum(key("a"))).isEqualTo(5);
    // Should the acknowledgement have come too late, the next start hears of it.
    open("two").close();
    open("three").close();
    assertThat(left()).doesNotContain("one", "two");
  }

  @Test
  void whatADeadProcessHasCountedIsToldByTheNextOne() throws IOException {
    Metering dead = open("one");
    dead.count(key("a"), 5);
    time.advance(Duration.ofSeconds(10));
    until("sealed", 5);
    dead.count(key("a"), 3);
    dead.count(key("b"), 1);
    dead.abandon();

    time.advance(Duration.ofDays(3));
    Metering next = open("two");
    next.count(key("a"), 100);
    until("told", 8);
    assertThat(collected.sum(key("b"))).isEqualTo(1);
    assertThat(collected.hasEnded(boot("one"))).isTrue();
    assertThat(collected.batches().getLast().sealedAt()).isBefore(NOON.plusSeconds(60));
    next.abandon();
  }

  /** The start after a crash may itself crash, at any of its steps. */
  @Test
  void aBootIsEndedOnceHoweverOftenItIsTried() throws IOException {
    Metering dead = open("one");
    dead.count(key("a"), 5);
    dead.abandon();
    line.away(true);
    for (String attempt : List.of("two", "three", "four")) {
      open(attempt).abandon();
    }
    line.away(false);
    Metering next = open("five");
    until("told", 5);
    Soon.until(
        "nothing left",
        () -> {
          collected.collect();
          return left().equals(List.of("five"));
        });
    assertThat(collected.sum(key("a"))).isEqualTo(5);
    next.abandon();
  }

  @Test
  void whileNobodyHearsCountingGoesOn() throws IOException {
    line.away(true);
    Metering metering = open("one");
    for (int i = 0; i < 3; i++) {
      metering.count(key("a"), 5);
      time.advance(Duration.ofSeconds(10));
      int sealed = i + 1;
      Soon.until("sealed", () -> journal("one").nextSequence() > sealed);
    }
    line.away(false);
    until("told", 15);
    assertThat(collected.batches()).hasSize(3);
    metering.abandon();
  }

  @Test
  void twoProcessesDoNotCountInOnePlace() throws IOException {
    Metering metering = open("one");
    assertThatThrownBy(() -> open("two")).isInstanceOf(IOException.class);
    metering.abandon();
    open("two").abandon();
  }

  @Test
  void redisMayForgetEverythingAndBeAway() throws IOException {
    Vertx vertx = Vertx.vertx();
    try (RedisUnderTest redis = new RedisUnderTest()) {
      RedisBus bus = RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(5));
      Soon.until("connected", bus::available);
      Collected there = new Collected(new RedisMeterInlet(bus));
      Metering metering =
          Metering.open(CONFIG, directory, boot("one"), new RedisMeterOutlet(bus), time, STEP);
      metering.count(key("a"), 1);
      time.advance(Duration.ofSeconds(10));
      Soon.until("sent", () -> !Soon.of(new RedisMeterInlet(bus).boots()).isEmpty());
      Soon.of(bus.send(Request.cmd(Command.FLUSHALL)));
      metering.count(key("a"), 10);
      time.advance(Duration.ofSeconds(40));
      Soon.until(
          "told again",
          () -> {
            there.collect();
            return there.sum(key("a")) == 11;
          });

      redis.stop();
      Soon.until("away", () -> !bus.available());
      metering.count(key("a"), 100);
      time.advance(Duration.ofSeconds(10));
      redis.startAgain();
      Soon.until("back", bus::available);
      time.advance(Duration.ofSeconds(40));
      Soon.until(
          "told",
          () -> {
            if (bus.available()) {
              there.collect();
            }
            return there.sum(key("a")) == 111;
          });
      metering.abandon();
    } finally {
      Soon.of(vertx.close());
    }
  }

  /** A process counts as fast as it can and says so; it is killed, and every count is there. */
  @Test
  void countsSurviveKillMinusNine() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CountingProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long said = 0;
    try (BufferedReader out = child.inputReader()) {
      for (String text = out.readLine(); text != null; text = out.readLine()) {
        said = text.startsWith("counted ") ? Long.parseLong(text.substring(8)) : said;
        if (said == CountingProcess.KILLED_AT) {
          // Not by the process's own method, which would close what it has still to say.
          assertThat(child.toHandle().destroyForcibly()).isTrue();
        }
      }
    } finally {
      child.destroyForcibly().waitFor();
    }

    Metering next = open("two");
    Soon.until(
        "told",
        () -> {
          collected.collect();
          return collected.hasEnded(boot("killed"));
        });
    // It may have died between counting and saying so.
    assertThat(collected.sum(key("a"))).isBetween(said, said + 1);
    assertThat(said).isGreaterThanOrEqualTo(CountingProcess.KILLED_AT);
    next.abandon();
  }

  private List<String> left() {
    try (Stream<Path> found = Files.list(directory.resolve(NODE.value()))) {
      return found.filter(Files::isDirectory).map(one -> one.getFileName().toString()).toList();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private MeterJournal journal(String boot) {
    try {
      Path copy = Files.createTempDirectory(directory, "copy");
      try (Stream<Path> files = Files.list(directory.resolve(NODE.value()).resolve(boot))) {
        for (Path file : files.toList()) {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
      return MeterJournal.open(copy, 1 << 24);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
