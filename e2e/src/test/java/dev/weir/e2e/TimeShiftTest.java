package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.weir.e2e.browser.Screenshots;
import dev.weir.e2e.browser.SharedBrowser;
import dev.weir.e2e.browser.WatchPage;
import dev.weir.e2e.media.ClockedLoop;
import dev.weir.e2e.media.Cycle;
import dev.weir.e2e.media.FrameCounter;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.ControlApi;
import dev.weir.e2e.server.HurriedClock;
import dev.weir.e2e.server.Memory;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.Signed;
import dev.weir.e2e.server.Web;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.HlsViewer;
import dev.weir.e2e.viewer.LiveWitness;
import dev.weir.e2e.viewer.PastPlaylist;
import dev.weir.testkit.ffmpeg.Packet;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Half an hour of a stream, and then back in it while it goes on live. A film with a key frame
 * every two seconds is pushed over and over; its pictures carry their numbers, and a viewer of
 * HTTP-FLV notes all the time when each arrived. So what is asked for is known, and what is
 * answered is compared packet by packet.
 *
 * <p>The source is hurried, and the server's clock with it: both begin half an hour ago and go ten
 * times as fast as time, until they have caught up. All that is asked then is asked in real time.
 */
@Tag("long")
@Alone
@ExtendWith(SharedBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class TimeShiftTest {

  /** Fewer are for trying the test itself. */
  private static final Duration PAST =
      Duration.ofMinutes(Integer.getInteger("weir.shift.minutes", 30));

  /** How many times as fast the half hour passes; 1 takes half an hour. */
  private static final int SPEED = Integer.getInteger("weir.shift.speed", 10);

  /** What a server's start may take. */
  private static final Duration START = Duration.ofSeconds(30);

  private static final Duration EARLY = Duration.ofMinutes(5);
  private static final int FILM_S = 160;
  private static final int FRAME_MS = 40;
  private static final long GOP_MS = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  /**
   * Dates count from the arrival of a stream's first picture: those that were quicker on their way
   * arrive so much earlier than their dates, at most. A way takes as many times as long as the
   * clock is hurried.
   */
  private static final long BURST_MS = 1_000;

  /** How far apart that may be for two moments, on busy cores. */
  private static final long JITTER_MS = 100;

  private static final long MORE_HEAP_BYTES = 12L << 20;
  private static final long MORE_RESIDENT_BYTES = 48L << 20;

  /** {@code gateway.shift} remembers 64 blocks of a megabyte of what was asked for. */
  private static final long REMEMBERED_BYTES = 64L << 20;

  private static final DateTimeFormatter HUMAN =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.ofHours(8));

  private Path folder;
  private WeirProcess weir;
  private Quickstart quickstart;
  private HurriedClock clock;
  private ClockedLoop encoder;
  private LiveWitness live;
  private Cycle pictures;
  private Cycle sounds;
  private Memory early;
  private Memory late;

  /** How long one round of the film takes. */
  private long roundMs = FILM_S * 1_000L;

  @BeforeAll
  void push(@TempDir Path temporary) {
    folder = temporary;
    Path film = Source.forBrowsers().draw(folder, "film", FILM_S, FrameCounter.filter());
    clock = HurriedClock.over(PAST.plus(START.multipliedBy(SPEED)), SPEED);
    weir = WeirProcess.start(folder.resolve("data"), clock);
    quickstart = weir.quickstart();
    api().timeShift(60);
    encoder = ClockedLoop.of(film, FRAME_MS, clock::millis, quickstart.pushUrl("past"));
    roundMs = encoder.roundMs();
    List<Packet> packets = encoder.pushed(Packet.read(film.toString()));
    pictures = Cycle.of("video", packets);
    sounds = Cycle.of("audio", packets);
    quickstart.awaitLive("past");
    live = LiveWitness.of(quickstart.playUrl("past.flv"));
    long beginMs = clock.millis();
    awaitClock("early", () -> clock.millis() - beginMs >= early().toMillis());
    early = Memory.of(weir.handle());
    awaitClock(
        "all of it", () -> clock.isMet() && clock.millis() - beginMs >= PAST.toMillis() + 20_000);
    late = Memory.of(weir.handle());
  }

  private static Duration early() {
    return EARLY.compareTo(PAST) < 0 ? EARLY : PAST.dividedBy(2);
  }

  @AfterAll
  void end() {
    live.close();
    encoder.close();
    weir.close();
  }

  private ControlApi api() {
    return new ControlApi(quickstart.text("portalUrl"), quickstart.text("apiKey"));
  }

  private static void awaitClock(String what, Callable<Boolean> isPast) {
    await(what).atMost(PAST.plusMinutes(5)).pollInterval(Duration.ofMillis(100)).until(isPast);
  }

  private URI asked(String query) {
    return quickstart.playUrl("past.m3u8", query);
  }

  private PastPlaylist list(String query) {
    return PastPlaylist.of(HlsViewer.load(HlsViewer.open(asked(query)).video()));
  }

  private static String between(long startMs, long endMs) {
    return "start=%d.%03d&end=%d.%03d"
        .formatted(startMs / 1_000, startMs % 1_000, endMs / 1_000, endMs % 1_000);
  }

  @Test
  @Order(1)
  void theWholeTimeIsThereAsItWasSent() {
    long nowMs = System.currentTimeMillis();
    long startMs = nowMs - PAST.toMillis();
    String query = between(startMs, nowMs - 10_000);

    PastPlaylist whole = list(query);
    assertThat(whole.text()).contains("#EXT-X-ENDLIST").doesNotContain("#EXT-X-DISCONTINUITY\n");
    long begin = System.nanoTime();
    List<Packet> past = Packet.read(asked(query).toString());
    System.out.printf(
        "%d segments, %d packets read by ffprobe in %d ms%n",
        whole.segments().size(), past.size(), (System.nanoTime() - begin) / 1_000_000);

    List<Packet> video = Packet.only("video", past);
    pictures.contains(video);
    sounds.contains(Packet.only("audio", past));
    long lengthMs = PAST.toMillis() - 10_000;
    assertThat(video.size() * (long) FRAME_MS).isBetween(lengthMs - 1_000, lengthMs + 3 * GOP_MS);
    roundMs = pictures.roundUs(video, roundMs * 1_000) / 1_000;
    System.out.println("the film comes again after " + roundMs + " ms");
  }

  @Test
  @Order(2)
  void aMomentIsFoundExactlyToOneGop() {
    List<Long> leads = new ArrayList<>();
    for (Duration age : ages()) {
      long momentMs = System.currentTimeMillis() - age.toMillis();

      PastPlaylist over = list(between(momentMs, momentMs + 20_000));
      assertThat(over.playedMs()).as("where a player begins").isEqualTo(momentMs);
      assertThat(over.segments().getFirst().has(momentMs)).isTrue();
      leads.add(lead(over.segments().getFirst(), momentMs));

      PastPlaylist goesOn = list("offset=" + age.toMillis() / 1_000.0);
      assertThat(goesOn.playedMs())
          .isCloseTo(System.currentTimeMillis() - age.toMillis(), within(1_000L));
      leads.add(lead(goesOn.played(), goesOn.playedMs()));
    }
    assertThat(leads)
        .allSatisfy(lead -> assertThat(lead).isCloseTo(leads.getFirst(), within(JITTER_MS)));
  }

  private static List<Duration> ages() {
    return List.of(
            PAST.minusMillis(10_123),
            Duration.ofMinutes(25).plusMillis(777),
            Duration.ofMinutes(16),
            Duration.ofMillis(361_450),
            Duration.ofMillis(62_001),
            Duration.ofSeconds(31),
            Duration.ofMillis(12_340))
        .stream()
        .filter(age -> age.compareTo(PAST) < 0)
        .toList();
  }

  /**
   * Fails unless a segment begins with the last key frame before a moment; how much earlier than
   * its date that arrived.
   */
  private long lead(PastPlaylist.Segment segment, long momentMs) {
    Packet first = Packet.read(segment.save(folder).toString()).getFirst();
    assertThat(first.key()).isTrue();
    long pushedMs = pushedAtMs(pictures.index(first), segment.dateMs());
    System.out.printf(
        "asked for %s: a key frame pushed %d ms before, dated %d ms before%n",
        Instant.ofEpochMilli(momentMs), momentMs - pushedMs, momentMs - segment.dateMs());
    assertThat(momentMs - segment.dateMs()).isBetween(0L, GOP_MS + FRAME_MS);
    long lead = segment.dateMs() - pushedMs;
    assertThat(lead).isBetween(-JITTER_MS, BURST_MS);
    return lead;
  }

  /** When a picture of the film was pushed, in the round that is next to a moment. */
  private long pushedAtMs(int frame, long nearMs) {
    long sinceFirstMs = nearMs - live.firstPushedAtMs();
    long round = Math.round((sinceFirstMs - (double) frame * FRAME_MS) / roundMs);
    return live.firstPushedAtMs() + round * roundMs + (long) frame * FRAME_MS;
  }

  @Test
  @Order(2)
  void theOtherVendorsFormsMeanTheSame() {
    long startS = System.currentTimeMillis() / 1_000 - PAST.toSeconds() / 2;
    long endS = startS + 60;
    String expected = list(between(startS * 1_000, endS * 1_000)).text();
    Instant start = Instant.ofEpochSecond(startS);
    Instant end = Instant.ofEpochSecond(endS);
    for (String times :
        List.of(
            "lhs_start_unix_s_0=%d&lhs_end_unix_s_0=%d".formatted(startS, endS),
            "lhs_start=1&lhs_start_unix_ms_0=%d000&lhs_vodend_unix_s_0=%d".formatted(startS, endS),
            "lhs_start_human_s_8=%s&lhs_end_human_s_8=%s"
                .formatted(HUMAN.format(start), HUMAN.format(end)))) {
      assertThat(list("aliyunols=on&" + times).text()).as(times).isEqualTo(expected);
    }
    PastPlaylist behind = list("lhs_offset_unix_s_0=61&lhs_start=1&aliyunols=on");
    assertThat(behind.playedMs()).isCloseTo(System.currentTimeMillis() - 61_000, within(1_000L));
  }

  @Test
  @Order(2)
  void theTimelineTellsOneRunUpToNow() {
    long nowS = System.currentTimeMillis() / 1_000;
    long startS = nowS - PAST.toSeconds();
    String path = "/openapi/timeline/query";
    JsonNode told =
        json(
            Web.get(
                    URI.create(
                        quickstart.http()
                            + path
                            + "?"
                            + Signed.query(path, quickstart.text("playKey"))
                            + "&aliyunols=on&app=live&stream=past&format=ts&lhs_start_unix_s_0="
                            + startS))
                .body());

    JsonNode runs = told.path("content").path("timeline");
    assertThat(told.path("retCode").asInt(-1)).as(told.toString()).isZero();
    assertThat(runs).as(told.toString()).hasSize(1);
    assertThat(runs.get(0).path("start").asLong()).isEqualTo(startS);
    assertThat(runs.get(0).path("end").asLong()).isBetween(nowS - 6, nowS + 1);
  }

  @Test
  @Order(3)
  void aBrowserGoesBackAndReturnsToWhatIsLive(Browser browser) {
    int leaps = (int) Math.min(5, PAST.toMinutes() / 5);
    try (WatchPage watch = WatchPage.open(browser, quickstart.playUrl("past.html"))) {
      watch.awaitPlaying(PATIENCE);
      watch.page().waitForSelector("#rewind:not([hidden])");
      watch.page().focus("#past");
      for (int i = 0; i < leaps; i++) {
        watch.page().keyboard().press("PageDown");
      }
      awaitPage(watch, "() => weirPlayer.behindSeconds > 200 && weirPlayer.state === 'playing'");
      watch.watch(Duration.ofSeconds(3));
      watch.beginToWatch();
      watch.watch(Duration.ofSeconds(20));
      JsonNode back = watch.report();
      Screenshots.keep("25-minutes-back.png", watch::screenshot);
      plays(watch, back, leaps * 300_000L, 5_000);
      assertThat(watch.page().textContent("#past-time")).startsWith("−" + (leaps * 5));

      watch.page().click("#edge");
      awaitPage(watch, "() => weirPlayer.behindSeconds === 0 && weirPlayer.state === 'playing'");
      watch.watch(Duration.ofSeconds(3));
      watch.beginToWatch();
      watch.watch(Duration.ofSeconds(10));
      plays(watch, watch.report(), 0, 8_000);
      assertThat(watch.page().textContent("#past-time")).isEqualTo("Live");
    }
  }

  private static void awaitPage(WatchPage watch, String condition) {
    watch
        .page()
        .waitForFunction(
            condition,
            null,
            new Page.WaitForFunctionOptions().setTimeout((double) PATIENCE.toMillis()));
  }

  /** The pictures on the screen are as old as was asked for, and go on as time does. */
  private void plays(WatchPage watch, JsonNode report, long ageMs, long toleranceMs) {
    List<Long> ages =
        StreamSupport.stream(report.path("samples").spliterator(), false)
            .map(sample -> {
              long atMs = sample.path("atMs").asLong();
              return atMs - pushedAtMs(sample.path("frame").asInt(), atMs - ageMs);
            })
            .toList();
    System.out.printf("asked for %d ms back, saw %s%n", ageMs, ages);
    assertThat(ages).as("%s", watch.console()).hasSizeGreaterThan(25);
    assertThat(ages).allSatisfy(age -> assertThat(age).isCloseTo(ageMs, within(toleranceMs)));
    assertThat(ages.getLast()).isCloseTo(ages.getFirst(), within(1_500L));
    assertThat(report.path("frames").asInt()).as("frames shown").isGreaterThan(150);
    assertThat(report.path("errors")).as("%s", watch.console()).isEmpty();
  }

  @Test
  @Order(4)
  void theNodesMemoryDoesNotGrowWithTheWindow() {
    Memory looked = Memory.of(weir.handle());
    System.out.printf(
        "after %s: %s; after %s: %s; when all of that was watched: %s%n",
        EARLY, early, PAST, late, looked);
    assertThat(late.heapBytes())
        .as("live heap, bytes, after %s", early)
        .isLessThan(early.heapBytes() + MORE_HEAP_BYTES);
    assertThat(late.residentBytes())
        .as("resident memory, bytes, after %s", early)
        .isLessThan(early.residentBytes() + MORE_RESIDENT_BYTES);
    assertThat(looked.heapBytes())
        .isLessThan(early.heapBytes() + REMEMBERED_BYTES + MORE_HEAP_BYTES);
  }

  @Test
  @Order(5)
  void liveWentOnAllTheTime() {
    live.expectNoHole(Duration.ofMillis(2 * FRAME_MS));
    assertThat(encoder.isAlive()).isTrue();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(text, broken);
    }
  }
}
