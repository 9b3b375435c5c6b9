package dev.weir.portal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.StreamReport;
import dev.weir.portal.Browser;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.Publishes;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.health.HealthLog;
import dev.weir.portal.history.HistoryCollector;
import dev.weir.portal.history.HistoryStore;
import dev.weir.portal.history.OutboxNews;
import dev.weir.portal.identity.Role;
import dev.weir.portal.library.log.RecordingLog;
import dev.weir.runtime.lifecycle.MemoryEvents;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The history over HTTP, with publishes of two tenants. */
@Timeout(60)
class HistoryPagesTest {

  private static final String DOMAIN = "p.example.org";

  private static PortalHouse house;
  private static TenantId tenant;
  private static Browser browser;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenant("pages@example.org", "a long password", DOMAIN);
    TenantId other = house.tenant("other@example.org", "a long password", "other.example.org");
    MemoryEvents events = new MemoryEvents();
    for (int i = 0; i < 60; i++) {
      StreamPublished begin =
          Publishes.begin(
              tenant,
              DOMAIN,
              i % 2 == 0 ? "cup" : "radio",
              PortalHouse.START.minus(Duration.ofHours(i + 1)));
      PublishEnd reason = i % 3 == 0 ? PublishEnd.SILENT : PublishEnd.FINISHED;
      events.tell(Publishes.end(begin, Duration.ofMinutes(10), reason));
    }
    events.tell(Publishes.begin(other, "other.example.org", "secret-show", PortalHouse.START));
    new HistoryCollector(
            events,
            new HistoryStore(house.database(), new Outbox(house.time())),
            new RecordingLog(house.database(), new Outbox(house.time())),
            new OutboxNews(house.database(), new Outbox(house.time())),
            new HealthLog(house.database(), new Outbox(house.time())),
            house.time())
        .collect();
    browser = house.signedIn(tenant, Role.OPERATOR);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static long rows(String html) {
    return Pattern.compile("class=\"encoder\"").matcher(html).results().count();
  }

  @Test
  void showsWhatWasPublishedInWords() {
    String html = browser.get("/streams/history").body();
    assertThat(html)
        .contains("href=\"/streams/p.example.org/live/cup\"")
        .contains("H.264, 1920 × 1080")
        .contains("AAC, 48 kHz, stereo")
        .contains("10 min")
        .contains("4.00 Mbit/s")
        .contains("300 MB")
        .contains("No media came")
        .contains("Finished by the encoder")
        .contains("192.0.2.17")
        .doesNotContain("secret-show");
    assertThat(rows(html)).isEqualTo(HistoryPages.PER_PAGE);
  }

  @Test
  void theNextPageGoesOnWhereThisOneEnds() {
    Matcher older =
        Pattern.compile("rel=\"next\" href=\"([^\"]+)\"")
            .matcher(browser.get("/streams/history").body());
    assertThat(older.find()).isTrue();
    String html = browser.get(older.group(1).replace("&amp;", "&")).body();
    assertThat(rows(html)).isEqualTo(10);
    assertThat(html).contains("rel=\"prev\"").doesNotContain("rel=\"next\"");
  }

  @Test
  void isNarrowedByNameReasonTimeAndLabel() {
    assertThat(rows(browser.get("/streams/history?name=rad").body())).isEqualTo(30);
    assertThat(rows(browser.get("/streams/history?reason=SILENT").body())).isEqualTo(20);
    assertThat(rows(browser.get("/streams/history?in=p.example.org%2Flive&name=cup").body()))
        .isEqualTo(30);
    assertThat(rows(browser.get("/streams/history?from=2026-11-22").body())).isEqualTo(12);
    assertThat(rows(browser.get("/streams/history?to=2026-11-19").body())).isZero();
    assertThat(rows(browser.get("/streams/history?label=event%3Dfinal").body())).isZero();

    browser.get("/streams/p.example.org/live/cup/labels");
    browser.post("/streams/p.example.org/live/cup/labels", Map.of("lines", "event=final"));
    assertThat(rows(browser.get("/streams/history?label=event%3Dfinal").body())).isEqualTo(30);
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    for (String query :
        new String[] {"reason=MOOD", "from=yesterday", "label=none", "before=1.x", "to=%00"}) {
      assertThat(browser.get("/streams/history?" + query).statusCode()).as(query).isEqualTo(400);
    }
  }

  @Test
  void aStreamsPageHasItsLastPublishes() {
    String html = browser.get("/streams/p.example.org/live/radio").body();
    assertThat(rows(html)).isEqualTo(StreamPages.LAST_PUBLISHES);
    assertThat(html).contains("/streams/history?in=p.example.org%2Flive&amp;name=radio");
  }

  @Test
  void aViewerReadsTheHistoryToo() {
    String html = house.signedIn(tenant, Role.VIEWER).get("/streams/history").body();
    assertThat(rows(html)).isEqualTo(HistoryPages.PER_PAGE);
    assertThat(html).contains("href=\"/streams/p.example.org/live/cup\"");
  }

  @Test
  void theLiveListIsNarrowedAndWalked() {
    LiveTelling telling = new LiveTelling(house.live());
    telling.live(
        IntStream.range(0, LiveList.MAX_ROWS + 5)
            .mapToObj(i -> LiveTelling.stream(tenant, DOMAIN, "cam%04d".formatted(i), "OBS"))
            .toArray(StreamReport[]::new));
    String first = browser.get("/streams").body();
    assertThat(first).contains("live/cam0000").doesNotContain("live/cam0204");
    Matcher next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(first);
    assertThat(next.find()).isTrue();
    String second = browser.get(next.group(1).replace("&amp;", "&")).body();
    assertThat(second).contains("live/cam0204").doesNotContain("live/cam0199");
    assertThat(browser.get("/streams?name=CAM0007").body())
        .contains("live/cam0007")
        .doesNotContain("live/cam0008");
    assertThat(browser.get("/streams?name=nothing-like-it").body())
        .contains("No live stream matches");
    telling.live();
  }
}
