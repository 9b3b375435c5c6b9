package dev.weir.portal.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Settings over HTTP, down to the policy that nodes are told. */
@Timeout(120)
class SettingsPagesTest {

  private static PortalHouse house;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void rulesForPublishersReachThePolicy() {
    TenantId tenant = house.tenant("p@example.org", "a long enough password", "p.example.org");
    Browser browser = house.signedIn(tenant, Role.ADMINISTRATOR);
    String path = "/domains/p.example.org/publishing";
    assertThat(browser.get(path).body())
        .contains("applies at the next publish")
        .contains("No live stream is touched.");
    assertThat(browser.post(path, publishing("1")).statusCode()).isEqualTo(303);
    PushPolicy push = policy("p.example.org").push().orElseThrow();
    assertThat(push.reconnectWindow()).isEqualTo(Duration.ofSeconds(30));
    assertThat(push.maxLiveStreams()).isEqualTo(7);
    assertThat(house.dump("audit_entry")).contains("DOMAIN_CHANGED").contains("reconnect window");
  }

  @Test
  void whereNobodyKnowsWhatIsLiveNoPageSaysThatNothingIs() {
    TenantId tenant = house.tenant("z@example.org", "a long enough password", "z.example.org");
    Browser browser = house.signedIn(tenant, Role.ADMINISTRATOR);
    String domain = "/domains/z.example.org";
    browser.get(domain + "/keys");
    browser.post(domain + "/keys/make", Map.of("side", "push"));
    house.boardIsAway(true);
    try {
      for (String page : List.of("", "/publishing", "/playback", "/keys")) {
        assertThat(browser.get(domain + page).body())
            .as(page)
            .contains("Which live streams it touches is not known right now.")
            .doesNotContain("No live stream is touched.");
      }
    } finally {
      house.boardIsAway(false);
    }
  }

  @Test
  void ofTwoWhoEditTheSecondSeesWhatTheFirstSet() {
    TenantId tenant = house.tenant("q@example.org", "a long enough password", "q.example.org");
    Browser first = house.signedIn(tenant, Role.OWNER);
    Browser second = house.signedIn(tenant, Role.ADMINISTRATOR);
    String path = "/domains/q.example.org/publishing";
    first.get(path);
    second.get(path);
    assertThat(first.post(path, publishing("1")).statusCode()).isEqualTo(303);

    Map<String, String> mine = new HashMap<>(publishing("1"));
    mine.put("live", "9");
    HttpResponse<String> refused = second.post(path, mine);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body())
        .contains("changed this meanwhile")
        .contains("<td>7</td>")
        .contains("<td>9</td>")
        .contains("name=\"version\" value=\"2\"");
    assertThat(policy("q.example.org").push().orElseThrow().maxLiveStreams()).isEqualTo(7);

    mine.put("version", "2");
    assertThat(second.post(path, mine).statusCode()).isEqualTo(303);
    assertThat(policy("q.example.org").push().orElseThrow().maxLiveStreams()).isEqualTo(9);
  }

  @Test
  void whatIsOutOfRangeIsExplainedAndKept() {
    TenantId tenant = house.tenant("r@example.org", "a long enough password", "r.example.org");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    String path = "/domains/r.example.org/publishing";
    browser.get(path);
    Map<String, String> wrong = new HashMap<>(publishing("1"));
    wrong.put("reconnect", "1801");
    wrong.put("live", "many");
    HttpResponse<String> refused = browser.post(path, wrong);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("From 0 to 1,800.")
        .contains("value=\"1801\"")
        .contains("This must be a whole number.");
  }

  @Test
  void rulesForViewersReachThePolicyAndPairWithAnotherDomain() {
    TenantId tenant = house.tenant("s@example.org", "a long enough password", "s.example.org");
    house.domain(tenant, "t.example.org");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    String path = "/domains/s.example.org/playback";
    assertThat(browser.get(path).body()).contains("applies now");
    Map<String, String> fields = new HashMap<>();
    fields.put("version", "1");
    fields.put("plays", "t.example.org");
    fields.put("session", "3600");
    fields.put("viewers", "50");
    fields.put("container", "ts");
    fields.put("scripts", "https://one.example.org\r\nhttps://two.example.org:8443\r\n");
    fields.put("frames", "*");
    assertThat(browser.post(path, fields).statusCode()).isEqualTo(303);
    PlayPolicy play = policy("s.example.org").play().orElseThrow();
    assertThat(play.pushDomain()).isEqualTo(new DomainName("t.example.org"));
    assertThat(play.corsOrigins())
        .containsExactlyInAnyOrder("https://one.example.org", "https://two.example.org:8443");
    assertThat(play.defaultContainer()).isEqualTo(HlsContainer.TS);
    assertThat(play.maxViewers()).isEqualTo(50);
    assertThat(house.dump("audit_entry")).contains("DOMAIN_PAIRED");

    fields.put("version", "2");
    fields.put("frames", "https://one.example.org/path");
    assertThat(browser.post(path, fields).body()).contains("Each line is http:// or https://");
    fields.put("frames", "*");
    fields.put("plays", "stranger.example.org");
    assertThat(browser.post(path, fields).statusCode()).isEqualTo(404);
  }

  @Test
  void appsAreAddedTakenOverAndRemoved() {
    TenantId tenant = house.tenant("u@example.org", "a long enough password", "u.example.org");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    String page = "/domains/u.example.org/publishing";
    String apps = "/domains/u.example.org/apps";
    browser.get(page);
    assertThat(browser.post(apps, Map.of("app", "sports")).statusCode()).isEqualTo(303);
    assertThat(browser.post(apps, Map.of("app", "sports")).body())
        .contains("This app is there already.");
    assertThat(browser.post(apps, Map.of("app", "-no")).body()).contains("begins with a letter");
    browser.get(page);
    Map<String, String> takeover = Map.of("app", "sports", "takeover", "on");
    assertThat(browser.post(apps + "/takeover", takeover).statusCode()).isEqualTo(303);
    PushPolicy push = policy("u.example.org").push().orElseThrow();
    assertThat(push.apps()).contains(new AppName("sports"));
    assertThat(push.takeoverApps()).containsExactly(new AppName("sports"));
    assertThat(policy("u.example.org").play().orElseThrow().apps()).contains(new AppName("sports"));
    assertThat(browser.post(apps + "/remove", Map.of("app", "sports")).statusCode()).isEqualTo(303);
    assertThat(policy("u.example.org").push().orElseThrow().apps())
        .doesNotContain(new AppName("sports"));
  }

  private static Map<String, String> publishing(String version) {
    return Map.of("version", version, "reconnect", "30", "live", "7");
  }

  private static DomainPolicy policy(String domain) {
    return house.policies().find(new DomainName(domain)).orElseThrow();
  }
}
