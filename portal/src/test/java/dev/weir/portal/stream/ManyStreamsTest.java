package dev.weir.portal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.StreamReport;
import dev.weir.portal.Browser;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.history.ManyPublishes;
import dev.weir.portal.identity.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A tenant with a thousand live streams and ten thousand publishes in its history, beside another
 * one as large: pages stay small, and together they show everything.
 */
@Timeout(60)
class ManyStreamsTest {

  private static final String DOMAIN = "many.example.org";
  private static final Pattern NAME =
      Pattern.compile("href=\"/streams/many.example.org/live/(\\w+)\"");
  private static final Pattern ROW = Pattern.compile("class=\"encoder\"");
  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

  private static PortalHouse house;
  private static Browser browser;

  @BeforeAll
  static void fill() {
    house = PortalHouse.open();
    TenantId tenant = house.tenant("many@example.org", "a long password", DOMAIN);
    TenantId other = house.tenant("more@example.org", "a long password", "more.example.org");
    ManyPublishes.fill(house, tenant, DOMAIN);
    ManyPublishes.fill(house, other, "more.example.org");
    int live = ManyPublishes.STREAMS;
    new LiveTelling(house.live())
        .live(
            IntStream.range(0, 2 * live)
                .mapToObj(i ->
                    LiveTelling.stream(
                        i < live ? tenant : other,
                        i < live ? DOMAIN : "more.example.org",
                        "stream%04d".formatted(i),
                        "OBS 31"))
                .toArray(StreamReport[]::new));
    browser = house.signedIn(tenant, Role.OWNER);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  /** The names on all pages from this one on, which are to be so many. */
  private static List<String> walk(String from, int pages, int perPage) {
    List<String> names = new ArrayList<>();
    Optional<String> path = Optional.of(from);
    for (int i = 0; i < pages; i++) {
      String html = browser.get(path.orElseThrow()).body();
      assertThat(ROW.matcher(html).results().count()).as("rows at %s", path).isEqualTo(perPage);
      NAME.matcher(html).results().map(found -> found.group(1)).forEach(names::add);
      path = next(html);
    }
    assertThat(path).as("a further page").isEmpty();
    return names;
  }

  private static Optional<String> next(String html) {
    Matcher next = NEXT.matcher(html);
    return next.results()
        .map((MatchResult found) -> found.group(1).replace("&amp;", "&"))
        .findFirst();
  }

  private static List<String> streams(IntStream numbers) {
    return numbers.mapToObj("stream%04d"::formatted).toList();
  }

  @Test
  void everyLiveStreamStandsOnOnePageOfTheList() {
    int pages = ManyPublishes.STREAMS / LiveList.MAX_ROWS;
    assertThat(walk("/streams", pages, LiveList.MAX_ROWS))
        .isEqualTo(streams(IntStream.range(0, ManyPublishes.STREAMS)));
  }

  @Test
  void theListIsSearchedAsAWhole() {
    assertThat(walk("/streams?name=stream09", 1, 100))
        .isEqualTo(streams(IntStream.range(900, 1_000)));
    assertThat(walk("/streams?label=event%3Dcup", 1, 100))
        .isEqualTo(streams(IntStream.range(0, 100).map(i -> i * 10)));
  }

  @Test
  void everyPublishThatFitsStandsOnOnePageOfTheHistory() {
    // Ten of each of a hundred streams.
    List<String> names = walk("/streams/history?name=stream05", 20, HistoryPages.PER_PAGE);
    assertThat(names.stream().sorted().toList())
        .isEqualTo(streams(IntStream.range(0, 1_000).map(i -> 500 + i / 10)));
  }

  @Test
  void aStreamsPageShowsItsLastPublishesAlone() {
    String html = browser.get("/streams/many.example.org/live/stream0500").body();
    assertThat(ROW.matcher(html).results().count()).isEqualTo(StreamPages.LAST_PUBLISHES);
  }
}
