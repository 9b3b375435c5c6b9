package dev.weir.portal.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.TypeASignature;
import dev.weir.contract.check.Door;
import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.identity.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Why somebody was refused, over HTTP, by the rules of two tenants. */
@Timeout(60)
class RefusalPagesTest {

  private static final String DOMAIN = "r.example.org";
  private static final String FOREIGN = "foreign.example.org";
  private static final String PATH = "/live/show.m3u8";

  private static PortalHouse house;
  private static TenantId tenant;
  private static Browser operator;
  private static Browser viewer;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenantWithoutPassword("rules@example.org", DOMAIN);
    TenantId other = house.tenantWithoutPassword("others@example.org", FOREIGN);
    house.refusals().tell(visit("00000000000000aa", tenant, DOMAIN));
    house.refusals().tell(visit("00000000000000bb", other, FOREIGN));
    operator = house.signedIn(tenant, Role.OPERATOR);
    viewer = house.signedIn(tenant, Role.VIEWER);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void listsTheTenantsOwnRefusalsAndCountsThem() {
    String html = operator.get("/refusals").body();
    assertThat(html)
        .contains("href=\"/refusals/00000000000000aa\"")
        .contains("The signature of the URL does not match.")
        .contains("192.0.2.7")
        .containsPattern("(?s)" + DOMAIN + "</td>.{0,300}SIGNATURE_WRONG.{0,100}>1</td>")
        .doesNotContain("00000000000000bb", FOREIGN, "auth_key=1-0-0");
  }

  @Test
  void aRefusalIsExplainedCheckByCheck() {
    String html = operator.get("/refusals/00000000000000aa").body();
    assertThat(html)
        .contains("SIGNATURE_WRONG")
        .contains("This decides.")
        .contains("The network is let in")
        .contains(PATH + "-1-0-0-{key}")
        .contains("0".repeat(32))
        .contains("Hash under key play-1");
    assertThat(operator.get("/refusals/00000000000000bb").statusCode()).isEqualTo(404);
  }

  @Test
  void anAddressThatWouldBeLetInIsSaidToBe() {
    String html = explain(operator, address(DOMAIN, signed(Duration.ZERO))).body();
    assertThat(html)
        .contains("Nothing refuses this request")
        .contains("Good for 30 min 0 s more")
        .contains("Matches");
  }

  @Test
  void anAddressThatIsTooOldSaysForHowLong() {
    String html = explain(operator, address(DOMAIN, signed(Duration.ofMinutes(45)))).body();
    assertThat(html).contains("SIGNATURE_EXPIRED").contains("Over for 15 min 0 s");
  }

  @Test
  void whoMayNotSignIsNotToldHow() {
    String html = explain(viewer, address(DOMAIN, signed(Duration.ofMinutes(45)))).body();
    assertThat(html)
        .contains("SIGNATURE_EXPIRED")
        .contains("is shown to those who may sign addresses")
        .doesNotContain("Hash under key", "{key}");
  }

  @Test
  void addressesOfOthersAndOfNobodyAreNotExplained() {
    for (String what :
        new String[] {
          address(FOREIGN, "?auth_key=1-0-0-" + "0".repeat(32)),
          "https://nobody.example/live/show.flv",
          "00000000000000bb",
          "https://" + DOMAIN + "/"
        }) {
      HttpResponse<String> answer = explain(operator, what);
      assertThat(answer.statusCode()).as(what).isEqualTo(400);
      assertThat(answer.body()).contains("explain-what-error").doesNotContain("This decides.");
    }
  }

  private static HttpResponse<String> explain(Browser browser, String what) {
    browser.get("/refusals");
    return browser.post(
        "/refusals/explain",
        Map.of("what", what, "door", "any", "address", "", "referer", "", "agent", ""));
  }

  private static String address(String domain, String query) {
    return "https://" + domain + PATH + query;
  }

  /** The address's query, signed some time ago. */
  private static String signed(Duration ago) {
    DomainPolicy policy =
        new DomainStore(house.database(), house.box()).of(tenant).policies().getFirst();
    SigningKey key = policy.play().orElseThrow().authentication().keys().primary();
    Instant then = house.time().now().minus(ago);
    return "?auth_key=" + TypeASignature.sign(PATH, then, key);
  }

  private static RefusedVisit visit(String id, TenantId tenant, String domain) {
    return new RefusedVisit(
        id,
        PortalHouse.START,
        tenant,
        new DomainName(domain),
        Door.PLAY,
        new RefusedVisit.Asked("live", "show", "HLS", PATH, "auth_key=1-0-0-" + "0".repeat(32)),
        new RefusedVisit.From("192.0.2.7", "", "VLC/3.0"),
        FaultCode.SIGNATURE_WRONG,
        "stream=live/show");
  }
}
