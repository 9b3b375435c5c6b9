package dev.weir.portal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.BlockList;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.Browser;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people do to streams, over HTTP, down to the policy that the nodes get. */
@Timeout(60)
class StreamFormsTest {

  private static final String DOMAIN = "c.example.org";

  private static PortalHouse house;
  private static TenantId tenant;
  private static int streams;

  private final String name = "show" + ++streams;
  private final String path = "/streams/c.example.org/live/" + name;

  private Browser browser;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenant("control@example.org", "a long password", DOMAIN);
    house.tenant("other@example.org", "a long password", "other.example.org");
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void signIn() {
    house.boardIsAway(false);
    new LiveTelling(house.live()).live(LiveTelling.stream(tenant, DOMAIN, name, "OBS 31"));
    browser = house.signedIn(tenant, Role.OPERATOR);
  }

  private StreamAddress address() {
    return new StreamAddress(
        tenant, new DomainName(DOMAIN), new AppName("live"), new StreamName(name));
  }

  private static BlockList blocks() {
    return house
        .policies()
        .find(new DomainName(DOMAIN))
        .map(DomainPolicy::blocks)
        .orElseGet(BlockList::none);
  }

  private String doneOf(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return browser.get(answer.headers().firstValue("Location").orElseThrow()).body();
  }

  @Test
  void aLiveStreamIsEndedAfterBeingAsked() {
    assertThat(browser.get(path).body()).contains("href=\"" + path + "/end\"");
    assertThat(browser.get(path + "/end").body())
        .contains("watched by 0, sent by OBS 31")
        .contains("try again by themselves");
    assertThat(doneOf(browser.post(path + "/end", Map.of()))).contains("The stream has ended.");
    assertThat(house.ended()).contains(address());
    assertThat(house.dump("audit_entry")).contains("STREAM_ENDED", "c.example.org/live/" + name);
  }

  @Test
  void theEndOfAStreamThatIsNotLiveIsToldAsSuch() {
    new LiveTelling(house.live()).live();
    browser.get(path + "/end");
    assertThat(doneOf(browser.post(path + "/end", Map.of())))
        .contains("The stream was not live on any node.");
    house.boardIsAway(true);
    assertThat(doneOf(browser.post(path + "/end", Map.of())))
        .contains("The nodes cannot be asked right now.");
  }

  @Test
  void aBlockIsInForceAtOnceAndEndsByItself() {
    browser.get(path + "/block");
    String html =
        doneOf(
            browser.post(
                path + "/block", Map.of("for", "1h", "until", "", "note", "Wrong <camera>")));
    assertThat(html)
        .contains("The stream is blocked, and what was live has ended.")
        .contains("This stream is blocked")
        .contains("Wrong &lt;camera&gt;");
    assertThat(house.ended()).contains(address());
    Instant now = house.time().now();
    assertThat(blocks().holds(address(), now)).isTrue();
    assertThat(blocks().holds(address(), now.plus(Duration.ofHours(1)))).isFalse();
    assertThat(browser.get("/streams/blocked").body())
        .contains("live/" + name)
        .contains("Wrong &lt;camera&gt;");

    house.time().advance(Duration.ofHours(1));
    assertThat(house.signedIn(tenant, Role.VIEWER).get("/streams/blocked").body())
        .doesNotContain("live/" + name);
  }

  @Test
  void aBlockedStreamIsResumedFromItsPageAndFromTheList() {
    for (Map<String, String> from : List.of(Map.<String, String>of(), Map.of("from", "list"))) {
      browser.get(path + "/block");
      browser.post(path + "/block", Map.of("for", "ever", "until", "", "note", ""));
      assertThat(blocks().holds(address(), Instant.MAX)).isTrue();
      assertThat(doneOf(browser.post(path + "/resume", from)))
          .contains("The stream may be published again.");
      assertThat(blocks().holds(address(), house.time().now())).isFalse();
    }
    assertThat(house.dump("audit_entry")).contains("STREAM_BLOCKED", "STREAM_RESUMED");
  }

  @Test
  void aBlockUntilATimeWantsATimeToCome() {
    browser.get(path + "/block");
    for (String wrong : new String[] {"", "tomorrow", "2020-01-01T00:00", "9999-01-01T00:00"}) {
      HttpResponse<String> answer =
          browser.post(path + "/block", Map.of("for", "until", "until", wrong, "note", "kept"));
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(answer.body()).contains("aria-invalid=\"true\"").contains("kept");
    }
    assertThat(blocks().holds(address(), house.time().now())).isFalse();
    Instant end = house.time().now().plus(Duration.ofDays(30));
    String typed = end.toString().substring(0, 16);
    browser.post(path + "/block", Map.of("for", "until", "until", typed, "note", ""));
    assertThat(blocks().until().get(address())).contains(Instant.parse(typed + ":00Z"));
  }

  @Test
  void labelsAreKeptShownAndExplained() {
    browser.get(path + "/labels");
    assertThat(doneOf(browser.post(path + "/labels", Map.of("lines", "event=cup\nsite=north"))))
        .contains("The labels are saved.")
        .contains("event=cup")
        .contains("site=north");
    assertThat(browser.get("/streams?label=site%3Dnorth").body()).contains("live/" + name);
    assertThat(browser.get("/streams?label=site%3Dsouth").body()).doesNotContain("live/" + name);
    HttpResponse<String> wrong = browser.post(path + "/labels", Map.of("lines", "No label"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("Write one key=value a line").contains("No label");
    assertThat(house.dump("audit_entry")).contains("STREAM_LABELLED");
  }

  @Test
  void streamsOfOthersAreNotThere() {
    for (String action : new String[] {"end", "block", "labels"}) {
      String others = "/streams/other.example.org/live/" + name + "/" + action;
      assertThat(browser.get(others).statusCode()).as(action).isEqualTo(404);
      browser.get(path + "/" + action);
      assertThat(browser.post(others, Map.of()).statusCode()).as(action).isEqualTo(404);
    }
  }

  /** Looking is not doing. */
  @Test
  void aDeveloperSeesNoButtons() {
    String html = house.signedIn(tenant, Role.DEVELOPER).get(path).body();
    assertThat(html)
        .doesNotContain("/end\"")
        .doesNotContain("/block\"")
        .doesNotContain("/labels\"");
  }
}
