package dev.weir.portal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.SignedUrl;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.StreamReport;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.portal.Browser;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import dev.weir.portal.tenant.Quickstart;
import dev.weir.runtime.storage.SnapshotName;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamPagesTest {

  private static final Pattern PLAYER = Pattern.compile("<iframe[^>]* src=\"([^\"]+)\"");

  private static PortalHouse house;
  private static Quickstart demo;
  private static TenantId tenant;
  private static LiveTelling telling;

  private Browser browser;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    demo = house.demo();
    tenant = TenantId.parse(demo.tenant());
    telling = new LiveTelling(house.live());
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void signIn() {
    telling.live();
    browser = house.browser();
    browser.signIn(demo.email(), demo.password());
  }

  @Test
  void whereNothingIsLiveThePageSaysHowToBegin() {
    String html = browser.get("/streams").body();
    assertThat(html)
        .contains("Nothing is live")
        .contains("value=\"rtmp://localhost:1935/live\"")
        .contains("value=\"first?auth_key=")
        .contains("./weir demo --url &quot;rtmp://localhost:1935/live/first?auth_key=")
        .contains("href=\"/guide\"")
        .doesNotContain("<table");
  }

  @Test
  void theListShowsWhatIsLiveInWordsThatPeopleUse() {
    telling.live(LiveTelling.stream(tenant, "localhost", "demo01", "OBS 31"));
    telling.viewers(tenant, "localhost", "demo01", 1_204);
    String html = browser.get("/streams").body();
    assertThat(html)
        .contains("href=\"/streams/localhost/live/demo01\"")
        .contains("H.264")
        .contains("1920 × 1080")
        .contains("4.82 Mbit/s")
        .contains("AAC, 48 kHz, stereo")
        .contains("1,204")
        .contains("OBS 31")
        .doesNotContain("Nothing is live");
  }

  /** An encoder may call itself anything; pages must show it and never run it. */
  @Test
  void whatAnEncoderSaysIsTextAndNothingElse() {
    String evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>${7*7}[[${7*7}]]";
    telling.live(LiveTelling.stream(tenant, "localhost", "demo01", evil));
    for (String path : List.of("/streams", "/streams/localhost/live/demo01")) {
      String html = browser.get(path).body();
      assertThat(html)
          .as(path)
          .doesNotContain("<script>alert")
          .doesNotContain("<img")
          .contains("[[${7*7}]]")
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }
  }

  @Test
  void aLiveStreamsPageFramesItsPlayer() {
    telling.live(LiveTelling.stream(tenant, "localhost", "demo01", "OBS 31"));
    String html = browser.get("/streams/localhost/live/demo01").body();
    Matcher player = PLAYER.matcher(html);
    assertThat(player.find()).isTrue();
    String url = player.group(1).replace("&amp;", "&");
    assertThat(url).startsWith("http://localhost:8081/live/demo01.html?embed=1&auth_key=");
    assertOpens(url, playPolicy(), house.time().now());
  }

  @Test
  void theStreamsPageTellsHowItsLadderIsMade() {
    telling.live(LiveTelling.stream(tenant, "localhost", "demo01", "OBS 31"));
    telling.ladder(tenant, "localhost", "demo01");
    String html = browser.get("/streams/localhost/live/demo01").body();
    telling.noLadder();
    assertThat(html)
        .contains("One process makes all renditions.", "1.00×", "0.2 s", "0.42", "90 MB")
        .contains("Started again once after its process died", "somebody killed it")
        .contains("Left out: your quota of encodings is used up", "854 × 480", "900 kbit/s");
    assertThat(browser.get("/streams/localhost/live/demo01").body())
        .doesNotContain("One process makes");
  }

  @Test
  void theWallShowsStreamsWithAndWithoutPictures() {
    assertThat(browser.get("/streams/wall").body()).contains("Nothing is live");
    StreamReport stream = LiveTelling.stream(tenant, "localhost", "demo01", "OBS 31");
    telling.live(stream);
    telling.viewers(tenant, "localhost", "demo01", 12);
    String html = browser.get("/streams/wall").body();
    assertThat(html)
        .contains("href=\"/streams/localhost/live/demo01\"")
        .contains("12 watching")
        .contains("No picture");
  }

  @Test
  void thePictureOfAStreamIsForItsTenantAlone() {
    String path = "/streams/localhost/live/demo01/picture";
    assertThat(browser.get(path).statusCode()).isEqualTo(404);
    StreamReport stream = LiveTelling.stream(tenant, "localhost", "demo01", "OBS 31");
    house
        .objects()
        .put(
            SnapshotName.latest(stream.address()),
            new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1});
    HttpResponse<String> picture = browser.get(path + "?at=1");
    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.headers().firstValue("content-type")).contains("image/jpeg");
    house.objects().away(true);
    int away = browser.get(path).statusCode();
    String wall = browser.get("/streams/wall").body();
    house.objects().away(false);
    house.objects().delete(SnapshotName.latest(stream.address()));
    assertThat(away).isEqualTo(404);
    assertThat(wall).contains("Nothing is live");
    assertThat(house.browser().get(path).statusCode()).isEqualTo(401);
  }

  @Test
  void aStreamThatIsNotLiveHasItsAddressesAlready() {
    String html = browser.get("/streams/localhost/live/tomorrow").body();
    assertThat(html)
        .contains("Not live")
        .doesNotContain("<iframe src=\"http")
        .contains("value=\"rtmp://localhost:1935/live\"")
        .contains("aria-label=\"QR code of the watch page\"");
    assertThat(value(html, "obs-server") + "/" + value(html, "obs-key"))
        .isEqualTo(value(html, "push-url"));
  }

  /** Who may look and not sign gets the picture, by an address that soon opens nothing. */
  @Test
  void aViewerWatchesAndTakesNoAddressAway() {
    telling.live(LiveTelling.stream(tenant, "localhost", "demo01", "OBS 31"));
    Browser viewer = house.signedIn(tenant, Role.VIEWER);
    assertThat(viewer.get("/streams").body())
        .contains("href=\"/streams/localhost/live/demo01\"")
        .doesNotContain("/streams/open");

    String html = viewer.get("/streams/localhost/live/demo01").body();
    Matcher player = PLAYER.matcher(html);
    assertThat(player.find()).isTrue();
    String url = player.group(1).replace("&amp;", "&");
    Instant soon = house.time().now().plus(StreamView.PLAYER_VALIDITY);
    assertThat(url).contains("/live/demo01.html?embed=1&auth_key=");
    assertOpens(url, playPolicy(), soon);
    assertRefused(url, playPolicy(), soon.plusSeconds(1));
    assertThat(player.replaceFirst(""))
        .contains("4.82 Mbit/s")
        .doesNotContain("auth_key")
        .doesNotContain("rtmp://")
        .doesNotContain("data-copy")
        .doesNotContain("/labels\"");
  }

  @Test
  void aViewerIsToldThatNothingIsLiveAndNotHowToPush() {
    Browser viewer = house.signedIn(tenant, Role.VIEWER);
    assertThat(viewer.get("/streams").body())
        .contains("Nothing is live", "notices by itself")
        .doesNotContain("auth_key")
        .doesNotContain("nothing to push to");
    assertThat(viewer.get("/streams/localhost/live/tomorrow").body())
        .contains("Not live", "once the stream is live")
        .doesNotContain("auth_key");
  }

  @Test
  void addressesOpenForAsLongAsWasChosen() {
    for (Validity validity : Validity.OFFERED) {
      String html =
          browser.get("/streams/localhost/live/demo01?valid=" + validity.text() + "&tls=0").body();
      Instant end = house.time().now().plus(validity.duration());
      for (String id : List.of("watch", "hls", "hls-ts", "flv", "ws", "play-rtmp")) {
        assertOpens(value(html, id), playPolicy(), end);
        assertRefused(value(html, id), playPolicy(), end.plusSeconds(1));
      }
      PushPolicy push = policy().push().orElseThrow();
      assertThat(
              check(
                  value(html, "push-url"),
                  push.authentication().keys(),
                  push.authentication().validity(),
                  end))
          .isInstanceOf(SignatureCheck.Valid.class);
      assertThat(html).contains("aria-current=\"true\">" + validity.title());
    }
  }

  @Test
  void anyLengthOfTimeUpToTenYearsCanBeTyped() {
    String page = "/streams/localhost/live/demo01";
    String html = browser.get(page + "?count=90&unit=m&tls=0").body();
    assertOpens(value(html, "hls"), playPolicy(), house.time().now().plus(Duration.ofMinutes(90)));
    assertRefused(
        value(html, "hls"), playPolicy(), house.time().now().plus(Duration.ofMinutes(91)));
    assertThat(html).contains("valid=90m&amp;tls=1");
    assertThat(browser.get(page + "?valid=90m").body()).contains("value=\"90\"");
    for (String wrong : List.of("0", "-1", "3651", "many")) {
      HttpResponse<String> refused = browser.get(page + "?count=" + wrong + "&unit=d");
      assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
      assertThat(refused.body())
          .as(wrong)
          .contains("aria-invalid=\"true\"", "value=\"" + wrong + "\"");
    }
  }

  @Test
  void aNameThatIsNoneIsExplainedBesideItsField() {
    HttpResponse<String> answer =
        browser.get("/streams/open?in=localhost%2Flive&name=no%20spaces%22%3E");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("A name has letters, digits")
        .contains("value=\"no spaces&quot;&gt;\"")
        .contains("aria-invalid=\"true\"");
    assertThat(
            browser
                .get("/streams/open?in=localhost%2Flive&name=tomorrow")
                .headers()
                .firstValue("Location"))
        .contains("/streams/localhost/live/tomorrow");
  }

  @Test
  void anotherTenantsStreamIsNotThere() {
    TenantId other =
        house.tenant("other@example.org", "another long password", "other.example.org");
    telling.live(LiveTelling.stream(other, "other.example.org", "secret-show", "OBS 31"));

    assertThat(browser.get("/streams").body()).doesNotContain("secret-show");
    for (String path :
        List.of(
            "/streams/other.example.org/live/secret-show",
            "/streams/other.example.org/live/secret-show/events",
            "/streams/nobody.example.org/live/secret-show",
            "/streams/localhost/noapp/demo01")) {
      HttpResponse<String> answer = browser.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).as(path).doesNotContain("auth_key");
    }
    assertThat(browser.get("/streams/open?in=other.example.org%2Flive&name=a").statusCode())
        .isEqualTo(400);
    assertThat(browser.get("/domains").body()).doesNotContain("other.example.org");
  }

  @Test
  void noPageOfADomainShowsASecretUnasked() {
    for (String page : List.of("/domains", "/domains/localhost", "/domains/localhost/keys")) {
      HttpResponse<String> answer = browser.get(page);
      assertThat(answer.statusCode()).as(page).isEqualTo(200);
      assertThat(answer.body())
          .as(page)
          .contains("localhost")
          .doesNotContain(demo.pushKey())
          .doesNotContain(demo.playKey());
    }
  }

  @Test
  void thePageSaysWhenNobodyKnowsWhatIsLive() {
    house.boardIsAway(true);
    try {
      HttpResponse<String> list = browser.get("/streams");
      assertThat(list.statusCode()).isEqualTo(200);
      assertThat(list.body())
          .contains("cannot be told right now")
          .doesNotContain("Nothing is live");
      assertThat(browser.get("/streams/localhost/live/demo01").body()).contains("auth_key");
      assertThat(
              house
                  .browser()
                  .with("Authorization", "Bearer " + demo.apiKey())
                  .get("/api/v1/streams")
                  .body())
          .contains("LIVE_STATE_UNAVAILABLE");
    } finally {
      house.boardIsAway(false);
    }
  }

  @Test
  void anInterruptedStreamSaysSo() {
    telling.live(
        LiveTelling.stream(tenant, "localhost", "demo01", "OBS", StreamReport.State.INTERRUPTED));
    assertThat(browser.get("/streams").body()).contains(">Interrupted<");
  }

  private static DomainPolicy policy() {
    return house.policies().find(new DomainName("localhost")).orElseThrow();
  }

  private static PlayPolicy playPolicy() {
    return policy().play().orElseThrow();
  }

  private static void assertOpens(String url, PlayPolicy policy, Instant at) {
    assertThat(check(url, policy.authentication().keys(), policy.authentication().validity(), at))
        .as(url)
        .isInstanceOf(SignatureCheck.Valid.class);
  }

  private static void assertRefused(String url, PlayPolicy policy, Instant at) {
    assertThat(check(url, policy.authentication().keys(), policy.authentication().validity(), at))
        .as(url)
        .isInstanceOf(SignatureCheck.Refused.class);
  }

  private static SignatureCheck check(
      String url, SigningKeyRing keys, Duration validity, Instant at) {
    URI uri = URI.create(url);
    return new SignedUrl(uri.getPath(), uri.getQuery())
        .check(Authentication.DEFAULT_SIGNATURES, keys, validity, at);
  }

  private static String value(String html, String id) {
    Matcher field =
        Pattern.compile("<input id=\"" + id + "\"[^>]* value=\"([^\"]+)\"").matcher(html);
    assertThat(field.find()).as(id).isTrue();
    return field.group(1).replace("&amp;", "&");
  }
}
