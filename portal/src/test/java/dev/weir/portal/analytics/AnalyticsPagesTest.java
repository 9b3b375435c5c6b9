package dev.weir.portal.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.analytics.Figures;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import dev.weir.runtime.analytics.Moment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page about the audience. */
@Timeout(60)
class AnalyticsPagesTest {

  private static final String STREAM = "domain=" + Told.DOMAIN + "&app=live&stream=cup";

  private static PortalHouse house;
  private static Browser browser;
  private static Browser stranger;
  private static TenantId tenant;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenantWithoutPassword("audience@example.org", "push.example.org");
    TenantId other = house.tenantWithoutPassword("other@example.org", "other.example.org");
    AnalyticsIntake intake = new AnalyticsIntake(house.database());
    Told node = new Told("edge-1");
    Instant now = house.time().now();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES).minusSeconds(1_800);
    Figures figures = new Figures(7 * 60_000, 9, 4, 120, 6, 5L << 30);
    intake.take(node.minute(tenant, minute, "cup", figures), now);
    intake.take(node.minute(tenant, minute, "talk", new Figures(60_000, 1, 1, 5, 0, 0)), now);
    browser = house.signedIn(tenant, Role.VIEWER);
    stranger = house.signedIn(other, Role.OWNER);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void itShowsWhoWatchedAndHow() {
    String page = browser.get("/analytics").body();
    assertThat(page)
        .contains("live/cup", "live/talk", Told.DOMAIN)
        .contains("news.example.org", "Chrome", "Windows", "Computer", "HLS")
        .contains("5 GiB", "4.8 %");
    String hour = browser.get("/analytics?span=1h&show=requests&compare=week").body();
    assertThat(hour).contains("125 a minute", "A week before");
    assertThat(browser.get("/analytics?span=90d&show=bandwidth").body()).contains("5 GiB");
  }

  @Test
  void itShowsTheLastMinutes() {
    Instant now = house.time().now();
    house
        .analytics()
        .add(now.minusSeconds(10), Map.of(tenant, new Moment(1_234, 6_250_000, 50, 25)))
        .await();
    assertThat(browser.get("/analytics").body()).contains("1,234", "3.33 Mbit/s", "50.0 %");
    assertThat(browser.get("/analytics?" + STREAM).body()).doesNotContain("1,234");
  }

  @Test
  void itIsAboutOneStreamAlone() {
    String page = browser.get("/analytics?" + STREAM).body();
    assertThat(page).contains("live/cup", "news.example.org").doesNotContain("live/talk");
    assertThat(browser.get("/analytics?domain=" + Told.DOMAIN).body()).contains("live/talk");
  }

  @Test
  void itCanBeTakenAlong() {
    assertThat(browser.get("/analytics.csv?span=1h").body())
        .startsWith("from,seconds,domain")
        .contains("\"2026-11-22T11:30:00Z\",\"60\",\"\",\"\",\"\",\"TOTAL\",\"\",\"480.0\",\"10\"")
        .contains("\"REFERER\",\"news.example.org\"");
  }

  @Test
  void nobodyElseSeesIt() {
    assertThat(stranger.get("/analytics?" + STREAM).body())
        .contains("Nobody watched")
        .doesNotContain("news.example.org");
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    assertThat(browser.get("/analytics?from=2026-11-22T10:00&to=2026-11-22T11:30").statusCode())
        .isEqualTo(200);
    for (String query :
        new String[] {
          "from=yesterday",
          "from=2026-11-22T10:00&to=2026-11-21T10:00",
          "from=1960-01-01T00:00",
          "app=live",
          "from=2020-01-01T00:00"
        }) {
      assertThat(browser.get("/analytics?" + query).statusCode()).as(query).isEqualTo(400);
    }
  }
}
