package dev.weir.portal.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.SignedUrl;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DemoTenantTest {

  private static final DomainName LOCALHOST = new DomainName("localhost");

  private PortalHouse house;

  @BeforeEach
  void open() {
    house = PortalHouse.open();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void whoeverStartsAnEmptyPlatformIsItsStaff() {
    Quickstart demo = house.demo();
    Browser browser = house.browser();
    browser.signIn(demo.email(), demo.password());

    assertThat(browser.get("/operator").statusCode()).isEqualTo(200);
  }

  @Test
  void anEmptyPlatformGetsOneWithEverythingThatTheFileNames() {
    Quickstart demo = house.demo();

    assertThat(new JsonObject(demo.json()).fieldNames())
        .containsExactly(
            "portalUrl",
            "email",
            "password",
            "apiKey",
            "tenant",
            "pushDomain",
            "playDomain",
            "pushUrl",
            "flvUrl",
            "hlsUrl",
            "watchUrl",
            "pushKey",
            "playKey",
            "rtmpPort",
            "httpPort");
    assertThat(demo.portalUrl()).isEqualTo("http://localhost:8080");
    assertThat(demo.pushUrl()).startsWith("rtmp://localhost:1935/live/demo01?auth_key=");
    assertThat(demo.watchUrl()).startsWith("http://localhost:8081/live/demo01.html?auth_key=");
    assertThat(demo.toString()).doesNotContain(demo.password()).doesNotContain(demo.pushKey());
    assertThat(house.browser().signIn(demo.email(), demo.password()).statusCode()).isEqualTo(303);
  }

  @Test
  void itsAddressesOpenForADayAndForThirty() {
    Quickstart demo = house.demo();
    DomainPolicy policy = house.policies().find(LOCALHOST).orElseThrow();
    SigningKeyRing play = policy.play().orElseThrow().authentication().keys();
    for (String url : new String[] {demo.flvUrl(), demo.hlsUrl(), demo.watchUrl()}) {
      assertThat(validUntil(url, play)).as(url).isEqualTo(after(Duration.ofHours(24)));
    }
    assertThat(validUntil(demo.pushUrl(), policy.push().orElseThrow().authentication().keys()))
        .isEqualTo(after(Duration.ofDays(30)));
  }

  @Test
  void itsPolicyIsPublishedAtOnce() {
    Quickstart demo = house.demo();
    DomainPolicy policy = house.policies().find(LOCALHOST).orElseThrow();
    assertThat(policy.tenant()).hasToString(demo.tenant());
    assertThat(policy.push().orElseThrow().apps()).containsExactly(DemoTenant.STREAM.app());
    assertThat(policy.play().orElseThrow().apps()).containsExactly(DemoTenant.STREAM.app());
    assertThat(policy.push().orElseThrow().authentication().required()).isTrue();
    assertThat(policy.play().orElseThrow().authentication().required()).isTrue();
  }

  @Test
  void aLaterStartKeepsAccountsAndKeysAndSignsAnew() {
    Quickstart first = house.demo();
    house.time().advance(Duration.ofDays(3));

    Quickstart later = again(Quickstart.secrets(first.json()));

    assertThat(later.password()).isEqualTo(first.password());
    assertThat(later.apiKey()).isEqualTo(first.apiKey());
    assertThat(later.pushKey()).isEqualTo(first.pushKey());
    assertThat(later.tenant()).isEqualTo(first.tenant());
    assertThat(later.flvUrl()).isNotEqualTo(first.flvUrl());
    assertThat(house.browser().signIn(later.email(), later.password()).statusCode()).isEqualTo(303);
  }

  @Test
  void whoLostTheFileGetsANewPasswordAndANewKey() {
    Quickstart first = house.demo();

    Quickstart later = again(Optional.empty());

    assertThat(later.password()).isNotEqualTo(first.password());
    assertThat(house.browser().signIn(first.email(), first.password()).statusCode()).isEqualTo(401);
    assertThat(house.browser().signIn(later.email(), later.password()).statusCode()).isEqualTo(303);
    assertThat(apiStatus(first.apiKey())).isEqualTo(401);
    assertThat(apiStatus(later.apiKey())).isEqualTo(200);
  }

  @Test
  void aPublicNameBecomesOneMoreOfItsDomains() {
    house.demo();
    Quickstart named =
        house
            .portal()
            .demoTenant()
            .ensure(new DomainName("live.example.org"), Optional.empty())
            .orElseThrow();
    assertThat(named.pushUrl()).startsWith("rtmp://live.example.org:1935/live/demo01?");
    assertThat(house.policies().all()).hasSize(2);
  }

  @Test
  void aPlatformWithOtherTenantsGetsNone() {
    house.tenant("owner@example.org", "a long enough password", "example.org");
    assertThat(house.portal().demoTenant().ensure(LOCALHOST, Optional.empty())).isEmpty();
  }

  @Test
  void aFileThatIsNotOursIsNoFile() {
    assertThat(Quickstart.secrets("not json")).isEmpty();
    assertThat(Quickstart.secrets("{}")).isEmpty();
    assertThat(Quickstart.secrets("{\"password\":1,\"apiKey\":2}")).isEmpty();
  }

  @Test
  void secretsAreLongEnoughToBeUnguessable() {
    Quickstart demo = house.demo();
    assertThat(demo.password()).matches("([a-z0-9]{7}-){3}[a-z0-9]{7}");
    assertThat(demo.pushKey()).hasSize(32).isNotEqualTo(demo.playKey());
  }

  @Test
  void theDatabaseHoldsSigningKeysSealed() {
    Quickstart demo = house.demo();
    assertThat(house.dump("signing_key"))
        .contains("w1.")
        .doesNotContain(demo.pushKey())
        .doesNotContain(demo.playKey());
    assertThat(house.dump("person_password"))
        .contains("$argon2id$")
        .doesNotContain(demo.password());
  }

  private Quickstart again(Optional<DemoSecrets> kept) {
    return house.portal().demoTenant().ensure(LOCALHOST, kept).orElseThrow();
  }

  private int apiStatus(String key) {
    return house
        .browser()
        .with("Authorization", "Bearer " + key)
        .get("/api/v1/streams")
        .statusCode();
  }

  private Instant after(Duration duration) {
    return house.time().now().plus(duration);
  }

  private Instant validUntil(String url, SigningKeyRing keys) {
    URI uri = URI.create(url);
    SignatureCheck check =
        new SignedUrl(uri.getPath(), uri.getQuery())
            .check(
                Authentication.DEFAULT_SIGNATURES,
                keys,
                Duration.ofMinutes(30),
                house.time().now());
    assertThat(check).as(url).isInstanceOf(SignatureCheck.Valid.class);
    return ((SignatureCheck.Valid) check).validUntil();
  }
}
