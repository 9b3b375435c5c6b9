package dev.weir.portal.domain.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.Transport;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import dev.weir.testkit.tls.Issued;
import dev.weir.testkit.tls.Pem;
import dev.weir.testkit.tls.TestAuthority;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Certificates over HTTP, down to what nodes are told. */
@Timeout(120)
class CertificatePagesTest {

  private static final TestAuthority AUTHORITY = TestAuthority.named("Test authority");
  private static final String PASSWORD = "a long enough password";

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
  void aCertificateIsStoredShownReplacedAndRemoved() {
    TenantId tenant = house.tenant("a@example.org", PASSWORD, "a.example.org");
    Browser browser = house.signedIn(tenant, Role.DEVELOPER);
    String path = "/domains/a.example.org/certificate";
    assertThat(browser.get(path).body()).contains("No certificate of its own yet");

    Issued first = issue(90, "*.example.org");
    assertThat(store(browser, path, first).statusCode()).isEqualTo(303);
    assertThat(browser.get(path).body()).contains("*.example.org").contains("In force");
    assertThat(browser.get("/domains").body()).contains("In force");
    assertThat(house.certificates().find("a.example.org").orElseThrow().chain())
        .isEqualTo(first.chain());
    assertThat(house.certificates().find("a.example.org").orElseThrow().key())
        .isEqualTo(first.keyPem());

    long version = house.certificates().find("a.example.org").orElseThrow().version();
    Issued second = issue(20, "a.example.org", "b.example.org");
    assertThat(store(browser, path, second).statusCode()).isEqualTo(303);
    assertThat(browser.get(path).body()).contains("a.example.org, b.example.org", "Ends soon");
    assertThat(house.certificates().find("a.example.org").orElseThrow().version())
        .isGreaterThan(version);
    String secret = second.keyPem().lines().skip(1).findFirst().orElseThrow();
    assertThat(house.dump("domain_certificate") + house.dump("audit_entry"))
        .contains("CERTIFICATE_STORED")
        .doesNotContain(secret)
        .doesNotContain("PRIVATE KEY");

    assertThat(browser.post(path + "/remove", Map.of()).statusCode()).isEqualTo(303);
    assertThat(house.certificates().find("a.example.org")).isEmpty();
    assertThat(house.dump("audit_entry")).contains("CERTIFICATE_REMOVED");
    assertThat(browser.post(path + "/remove", Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void whatDoesNotFitIsExplainedBesideItsFieldAndTheKeyIsNotSentBack() {
    TenantId tenant = house.tenant("c@example.org", PASSWORD, "c.example.org");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    String path = "/domains/c.example.org/certificate";
    browser.get(path);
    Issued good = issue(90, "c.example.org");
    Issued other = issue(90, "other.example.org", "*.c.example.org", "*.org");
    HttpResponse<String> unnamed = store(browser, path, other);
    assertThat(unnamed.statusCode()).isEqualTo(422);
    assertThat(unnamed.body())
        .contains("does not name the domain")
        .contains(Pem.of(other.certificate()).lines().skip(1).findFirst().orElseThrow())
        .doesNotContain(other.keyPem().lines().skip(1).findFirst().orElseThrow());
    assertThat(browser.post(path, Map.of("chain", good.chain(), "key", other.keyPem())).body())
        .contains("not the key of that certificate");
    assertThat(store(browser, path, issue(-1, "c.example.org")).body())
        .contains("time of this certificate is over");
    String encrypted = good.keyPem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    assertThat(browser.post(path, Map.of("chain", good.chain(), "key", encrypted)).statusCode())
        .isEqualTo(422);
    assertThat(house.certificates().find("c.example.org")).isEmpty();
  }

  @Test
  void whatIsAskedOfConnectionsReachesTheNodes() {
    TenantId tenant = house.tenant("d@example.org", PASSWORD, "d.example.org");
    Browser browser = house.signedIn(tenant, Role.ADMINISTRATOR);
    String path = "/domains/d.example.org/certificate";
    browser.get(path);
    Map<String, String> wanted = Map.of("force", "on", "hsts", "30", "version", "1");
    assertThat(browser.post(path + "/transport", wanted).statusCode()).isEqualTo(303);
    assertThat(
            house
                .policies()
                .find(new DomainName("d.example.org"))
                .flatMap(policy -> policy.play())
                .map(PlayPolicy::transport))
        .contains(new Transport(true, Duration.ofDays(30)));
    assertThat(browser.post(path + "/transport", wanted).statusCode()).isEqualTo(409);
    Map<String, String> tooLong = Map.of("hsts", "731", "version", "2");
    assertThat(browser.post(path + "/transport", tooLong).statusCode()).isEqualTo(422);
  }

  @Test
  void ownersAreToldOnceForEachStepBeforeTheEnd() {
    TenantId tenant = house.tenant("e@example.org", PASSWORD, "e.example.org");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    String path = "/domains/e.example.org/certificate";
    browser.get(path);
    CertificateNotices notices = house.notices();
    store(browser, path, issue(40, "e.example.org"));
    notices.round();
    assertThat(told()).isZero();
    store(browser, path, issue(29, "e.example.org"));
    notices.round();
    int first = told();
    assertThat(first).isPositive();
    notices.round();
    assertThat(told()).isEqualTo(first);
    store(browser, path, issue(1, "e.example.org"));
    notices.round();
    notices.round();
    assertThat(told()).isEqualTo(2 * first);
  }

  @Test
  void streamsSayThatACertificateEndsAndAddressesAreHttpsWhileItIsInForce() {
    TenantId tenant = house.tenantWithoutPassword("g@example.org", "g.example.org");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    String path = "/domains/g.example.org/certificate";
    String stream = "/streams/g.example.org/live/demo01";
    String secure = "https://g.example.org:8443/live/demo01.html";
    browser.get(path);
    assertThat(browser.get(stream).body()).doesNotContain(secure);
    store(browser, path, issue(90, "g.example.org"));
    // It was issued by the machine's clock, which the portal's is not.
    house.sql("UPDATE domain_certificate SET not_before = '2026-11-01Z'");
    assertThat(browser.get("/streams").body()).doesNotContain("the certificate ends");
    assertThat(browser.get(stream).body()).contains(secure);
    assertThat(browser.get(stream + "?tls=0").body()).doesNotContain(secure);

    store(browser, path, issue(20, "g.example.org"));
    assertThat(browser.get("/streams").body())
        .contains("href=\"" + path + "\"", "the certificate ends in 20 days.");
    house.sql("UPDATE domain_certificate SET not_after = '2026-11-22Z' WHERE subject LIKE '%=g.%'");
    assertThat(browser.get("/streams").body()).contains("the certificate has expired.");
    assertThat(browser.get(stream).body()).doesNotContain(secure);
    browser.post(path + "/transport", Map.of("force", "on", "hsts", "0", "version", "1"));
    assertThat(browser.get(stream).body()).contains(secure);
  }

  @Test
  void whoMayNotWriteKeysSeesTheCertificateAndNoForm() {
    TenantId tenant = house.tenant("f@example.org", PASSWORD, "f.example.org");
    Browser viewer = house.signedIn(tenant, Role.VIEWER);
    String path = "/domains/f.example.org/certificate";
    assertThat(viewer.get(path).body()).doesNotContain("store-key");
    assertThat(store(viewer, path, issue(90, "f.example.org")).statusCode()).isEqualTo(403);
  }

  private static int told() {
    return house.dump("mail").split("A certificate ends soon", -1).length - 1;
  }

  private static HttpResponse<String> store(Browser browser, String path, Issued issued) {
    return browser.post(path, Map.of("chain", issued.chain(), "key", issued.keyPem()));
  }

  private static Issued issue(int days, String... names) {
    Instant until = PortalHouse.START.plus(Duration.ofDays(days));
    return AUTHORITY.issue(TestAuthority.elliptic("secp256r1"), until, names);
  }
}
