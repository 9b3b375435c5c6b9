package dev.weir.portal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.UserMarks;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.live.AudienceReport;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.ViewerSighting;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.Revocations;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import dev.weir.runtime.audience.AudienceBoard;
import dev.weir.runtime.secrets.ClusterSecret;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who watches is shown and sent away, over HTTP, down to the policy that gateways get. */
@Timeout(60)
class ViewerPagesTest {

  private static final DomainName DOMAIN = new DomainName("v.example.org");
  private static final String PATH = "/streams/v.example.org/live/show/viewers";
  private static final Pattern REVOCATION = Pattern.compile("name=\"id\" value=\"([^\"]+)\"");
  private static final ViewerId ALICE = new ViewerId("000102030405060708090a0b");
  private static final ViewerId SOMEBODY = new ViewerId("f00102030405060708090a0b");
  private static final String ADDRESS = "198.51.100.7";

  private static PortalHouse house;
  private static TenantId tenant;
  private static StreamAddress stream;

  private Browser browser;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenantWithoutPassword("viewers@example.org", DOMAIN.value());
    house.tenantWithoutPassword("others@example.org", "other.example.org");
    stream = new StreamAddress(tenant, DOMAIN, new AppName("live"), new StreamName("show"));
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void signIn() {
    house.boardIsAway(false);
    house.sql("DELETE FROM viewer_revocation");
    watching(
        true,
        viewer(ALICE, "alice", PlayProtocol.HLS),
        viewer(SOMEBODY, "", PlayProtocol.HTTP_FLV));
    browser = house.signedIn(tenant, Role.OPERATOR);
  }

  @Test
  void viewersOfAllGatewaysAreListedWithWhatIsKnownOfThem() {
    String html = browser.get(PATH).body();

    assertThat(html)
        .contains("Watching now: 2", "1 HLS", "1 FLV", "alice", SOMEBODY.hex(), ADDRESS, "1.5 GB")
        .contains("viewer=" + ALICE.hex() + "&amp;user=alice&amp;network=" + ADDRESS)
        .doesNotContain("Not every gateway");
    assertThat(browser.get("/streams/v.example.org/live/show").body())
        .contains("href=\"" + PATH + "\"");
  }

  @Test
  void whatIsNotKnownIsSaid() {
    watching(false);
    assertThat(browser.get(PATH).body()).contains("Not every gateway", "Nobody watches");
    house.boardIsAway(true);
    assertThat(browser.get(PATH).body())
        .contains("cannot be asked")
        .doesNotContain("Nobody watches");
  }

  @Test
  void ofACrowdTheNewestAndTheLongestAreListed() {
    List<ViewerSighting> crowd = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      crowd.add(
          new ViewerSighting(
              new ViewerId("%024x".formatted(i)),
              "",
              DOMAIN,
              PlayProtocol.HLS,
              ADDRESS,
              PortalHouse.START.minusSeconds(i),
              0));
    }
    AudienceReport report =
        new AudienceReport(new NodeId("left"), Map.of(PlayProtocol.HLS, 150), crowd);
    AudienceReport other =
        new AudienceReport(new NodeId("right"), Map.of(PlayProtocol.HLS, 150), crowd);
    house.audience(stream, new AudienceBoard.Audience(List.of(report, other), true));

    String html = browser.get(PATH).body();
    assertThat(html)
        .contains("Watching now: 300", "the 100 who came last", "%024x".formatted(149))
        .doesNotContain("%024x".formatted(75));
    assertThat(html.split("/viewers/end\\?viewer=", -1)).hasSize(201);
  }

  @Test
  void oneViewerIsEndedAfterBeingAsked() {
    assertThat(browser.get(PATH + "/end?viewer=" + ALICE.hex() + "&user=alice&network=x").body())
        .contains("value=\"" + ALICE.hex() + "\"", "value=\"alice\"");

    assertThat(done(post("viewer", "1h"))).contains("The viewing ends within two seconds");
    assertThat(revoked().viewers()).containsKey(ALICE);
    assertThat(holds(ALICE)).isTrue();
    assertThat(holds(SOMEBODY)).isFalse();
    assertThat(house.dump("audit_entry")).contains("VIEWERS_ENDED", ALICE.hex());
  }

  @Test
  void aUserIsKeptOutForAWhileAndLetInAgain() {
    browser.get(PATH + "/end");
    String html = done(post("user", "10m"));

    assertThat(html).contains("Viewing that was ended", "A user", "Let in again");
    ViewerId another = new ViewerId(mark() + "ffffffffffff");
    assertThat(holds(another)).isTrue();
    assertThat(revoked().ending(another, now(), ADDRESS, now().plus(Duration.ofMinutes(10))))
        .isEmpty();

    Matcher id = REVOCATION.matcher(html);
    assertThat(id.find()).isTrue();
    assertThat(done(browser.post(PATH + "/readmit", Map.of("id", id.group(1)))))
        .contains("They may watch again.")
        .doesNotContain("Viewing that was ended");
    assertThat(holds(another)).isFalse();
    assertThat(house.dump("audit_entry")).contains("VIEWERS_READMITTED");
  }

  @Test
  void aNetworkIsKeptOutAndEverybodyWhoWatchesNowIsSentAway() {
    browser.get(PATH + "/end");
    done(post("network", "7d"));
    assertThat(holds(SOMEBODY)).isTrue();
    assertThat(revoked().ending(SOMEBODY, now(), "203.0.113.1", now())).isEmpty();

    browser.get(PATH + "/end");
    done(post("everybody", "1h"));
    assertThat(revoked().ending(SOMEBODY, now().minusSeconds(1), "203.0.113.1", now())).isPresent();
    assertThat(revoked().ending(SOMEBODY, now(), "203.0.113.1", now())).isEmpty();
  }

  @Test
  void whatIsWrongIsSaidBesideItsField() {
    browser.get(PATH + "/end");
    for (String who : List.of("viewer", "user", "network")) {
      HttpResponse<String> answer =
          browser.post(
              PATH + "/end",
              Map.of("who", who, "viewer", "x", "user", " ", "network", "x/y", "for", "1h"));
      assertThat(answer.statusCode()).as(who).isEqualTo(400);
      assertThat(answer.body()).contains("aria-invalid=\"true\"").contains("value=\"x/y\"");
    }
    assertThat(revoked().isEmpty()).isTrue();
  }

  @Test
  void networksHaveAnEnd() {
    house.sql(
        """
        INSERT INTO viewer_revocation
        SELECT tenant_id, id, gen_random_uuid(), 'NETWORK', '192.0.2.' || n || '/32', '', '%s', '%s', ''
        FROM domain, generate_series(1, %d) AS n WHERE name = 'v.example.org'
        """
            .formatted(now().plusSeconds(60), now(), Revocations.MAX_NETWORKS));
    browser.get(PATH + "/end");
    assertThat(post("network", "1h").statusCode()).isEqualTo(409);
    assertThat(post("user", "1h").statusCode()).isEqualTo(303);
    house.time().advance(Duration.ofMinutes(2));
    assertThat(post("network", "1h").statusCode()).isEqualTo(303);
  }

  @Test
  void streamsOfOthersAreNotThereAndLookingIsNotEnough() {
    String others = "/streams/other.example.org/live/show/viewers";
    assertThat(browser.get(others).statusCode()).isEqualTo(404);
    assertThat(browser.get(others + "/end").statusCode()).isEqualTo(404);
    Browser looker = house.signedIn(tenant, Role.VIEWER);
    assertThat(looker.get(PATH).statusCode()).isEqualTo(403);
    assertThat(looker.get("/streams/v.example.org/live/show").body()).doesNotContain("/viewers\"");
  }

  private HttpResponse<String> post(String who, String length) {
    return browser.post(
        PATH + "/end",
        Map.of(
            "who",
            who,
            "viewer",
            ALICE.hex(),
            "user",
            "alice",
            "network",
            "198.51.100.0/24",
            "for",
            length));
  }

  private String done(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return browser.get(answer.headers().firstValue("Location").orElseThrow()).body();
  }

  private static boolean holds(ViewerId viewer) {
    return revoked().ending(viewer, now(), ADDRESS, now()).isPresent();
  }

  private static Revocations revoked() {
    return house
        .policies()
        .find(DOMAIN)
        .map(DomainPolicy::revocations)
        .orElseGet(Revocations::none);
  }

  private static Instant now() {
    return house.time().now();
  }

  private static String mark() {
    ClusterSecret secret = ClusterSecret.parse("5a".repeat(ClusterSecret.BYTES));
    return new UserMarks(secret.derive(UserMarks.PURPOSE)).of(DOMAIN, "alice").hex();
  }

  private static void watching(boolean complete, ViewerSighting... viewers) {
    Map<PlayProtocol, Integer> counts = new EnumMap<>(PlayProtocol.class);
    for (ViewerSighting viewer : viewers) {
      counts.merge(viewer.protocol(), 1, Integer::sum);
    }
    house.audience(
        stream,
        new AudienceBoard.Audience(
            List.of(new AudienceReport(new NodeId("left"), counts, List.of(viewers))), complete));
  }

  private static ViewerSighting viewer(ViewerId id, String user, PlayProtocol protocol) {
    return new ViewerSighting(
        id, user, DOMAIN, protocol, ADDRESS, PortalHouse.START.minusSeconds(90), 1_500_000_000);
  }
}
