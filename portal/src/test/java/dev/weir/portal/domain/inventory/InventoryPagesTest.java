package dev.weir.portal.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import dev.weir.testkit.tls.Issued;
import dev.weir.testkit.tls.TestAuthority;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What has to be renewed, on one page. */
@Timeout(120)
class InventoryPagesTest {

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
  void certificatesKeysAndEndpointsStandWithAgeAndNextRotation() {
    TenantId tenant = house.tenantWithoutPassword("a@example.org", "a.example.org");
    house.sql("UPDATE signing_key SET created_at = '2026-11-01Z'");
    Browser browser = house.signedIn(tenant, Role.ADMINISTRATOR);
    assertThat(browser.get("/keys").body())
        .contains("No domain has a certificate of its own yet.")
        .contains("No domain asks a service of yours about its viewers.");
    Issued issued =
        TestAuthority.named("Test authority")
            .issue(
                TestAuthority.elliptic("secp256r1"),
                PortalHouse.START.plus(Duration.ofDays(90)),
                "*.example.org");
    browser.get("/domains/a.example.org/certificate");
    browser.post(
        "/domains/a.example.org/certificate",
        Map.of("chain", issued.chain(), "key", issued.keyPem()));
    browser.get("/domains/a.example.org/access/play");
    ask(browser, "https://old.example.org/who", "1");
    house.time().advance(Duration.ofHours(25));
    Browser next = house.signedIn(tenant, Role.ADMINISTRATOR);
    next.get("/domains/a.example.org/access/play");
    ask(next, "https://hooks.example.org/who?token=secret", "2");
    ask(next, "https://hooks.example.org/who?token=secret", "3");
    house.time().advance(Duration.ofDays(5));

    assertThat(house.signedIn(tenant, Role.ADMINISTRATOR).get("/keys").body())
        .contains("*.example.org", "In force", "6 days")
        .contains("datetime=\"2027-01-21T12:00:00Z\"")
        .contains("https://hooks.example.org/who<", "5 days", "play-1", "27 days")
        .contains("datetime=\"2027-11-01T00:00:00Z\"")
        .doesNotContain("token=secret", "old.example.org", "Due");
    house.time().advance(Duration.ofDays(60));
    assertThat(house.signedIn(tenant, Role.ADMINISTRATOR).get("/keys").body())
        .contains("Ends soon", "Due");
  }

  @Test
  void nothingOfOthersIsListedAndNobodySeesItWhoMayNotReadKeys() {
    TenantId tenant = house.tenantWithoutPassword("b@example.org", "b.example.org");
    assertThat(house.signedIn(tenant, Role.OWNER).get("/keys").body())
        .contains("b.example.org")
        .doesNotContain("a.example.org");
    Browser viewer = house.signedIn(tenant, Role.VIEWER);
    assertThat(viewer.get("/keys").statusCode()).isEqualTo(403);
    assertThat(viewer.get("/domains").body()).doesNotContain("/keys");
  }

  private static void ask(Browser browser, String endpoint, String version) {
    Map<String, String> remote = new HashMap<>();
    remote.put("asked", "on");
    remote.put("endpoint", endpoint);
    remote.put("timeout", "500");
    remote.put("silence", "refuse");
    remote.put("admission", "60");
    remote.put("refusal", version);
    remote.put("version", version);
    assertThat(browser.post("/domains/a.example.org/access/play/remote", remote).statusCode())
        .isEqualTo(303);
  }
}
