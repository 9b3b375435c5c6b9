package dev.weir.portal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.SignatureType;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a tenant lets nobody do alone, and what it may not have more of. */
@Timeout(120)
class SecondPersonTest {

  private static final Pattern APPROVE = Pattern.compile("/approvals/[0-9a-f-]{36}/approve");

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
  void aDomainIsDeletedOnceSomebodyElseAgrees() {
    TenantId tenant = careful("v@example.org", "v.example.org");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    String path = "/domains/v.example.org";
    browser.get(path);
    HttpResponse<String> asked = browser.post(path + "/delete", Map.of("name", "v.example.org"));
    assertThat(asked.headers().firstValue("Location")).hasValue(path + "?done=asked");
    assertThat(browser.get(path).body()).contains("Online");
    agree(tenant);
    assertThat(browser.get(path).body()).contains("Being deleted");
  }

  @Test
  void aKeyIsDeletedOnceSomebodyElseAgrees() {
    TenantId tenant = careful("w@example.org", "w.example.org");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    String path = "/domains/w.example.org/keys";
    browser.get(path);
    browser.post(path + "/make", Map.of("side", "push"));
    Map<String, String> key = Map.of("side", "push", "key", "push-1");
    assertThat(browser.post(path + "/delete", key).headers().firstValue("Location"))
        .hasValue(path + "?done=asked");
    assertThat(policy("w.example.org").push().orElseThrow().authentication().keys().keys())
        .hasSize(2);
    agree(tenant);
    assertThat(policy("w.example.org").push().orElseThrow().authentication().keys().primary().id())
        .isEqualTo("push-2");
  }

  @Test
  void signaturesAreSwitchedOffOnceSomebodyElseAgreesAndTheRestAtOnce() {
    TenantId tenant = careful("x@example.org", "x.example.org");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    String path = "/domains/x.example.org/access/push";
    browser.get(path);
    Map<String, String> fields = Map.of("version", "1", "types", "hmac", "validity", "3600");
    assertThat(browser.post(path + "/proofs", fields).headers().firstValue("Location"))
        .hasValue(path + "?done=asked");
    assertThat(proofs("x.example.org").validity()).isEqualTo(Duration.ofHours(1));
    assertThat(proofs("x.example.org").required()).isTrue();
    agree(tenant);
    assertThat(proofs("x.example.org").required()).isFalse();
    assertThat(proofs("x.example.org").signatures()).containsExactly(SignatureType.HMAC);
    assertThat(browser.get(path + "/versions").body())
        .contains("Look at version 2")
        .contains("Look at version 1");
  }

  @Test
  void oneDomainMoreThanTheQuotaIsExplainedBesideTheField() {
    TenantId tenant = house.tenant("y@example.org", "a long enough password", "y.example.org");
    house.sql(
        "INSERT INTO tenant_quota (tenant_id, kind, maximum, changed_at, changed_by) VALUES ('"
            + tenant
            + "', 'DOMAINS', 1, now(), '')");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    browser.get("/domains/new");
    HttpResponse<String> refused =
        browser.post("/domains/new", Map.of("name", "z.example.test", "use", "both"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("as many domains as your quota allows");
  }

  private static TenantId careful(String email, String domain) {
    TenantId tenant = house.tenant(email, "a long enough password", domain);
    house.sql(
        "INSERT INTO tenant_setting (tenant_id, second_person, changed_at, changed_by) VALUES ('"
            + tenant
            + "', '{AUTHENTICATION_OFF,DOMAIN_DELETION,KEY_DELETION}', now(), '')");
    return tenant;
  }

  private static void agree(TenantId tenant) {
    Browser second = house.signedIn(tenant, Role.ADMINISTRATOR);
    Matcher request = APPROVE.matcher(second.get("/approvals").body());
    assertThat(request.find()).isTrue();
    assertThat(second.post(request.group(), Map.of()).statusCode()).isEqualTo(303);
  }

  private static Authentication proofs(String domain) {
    return policy(domain).push().orElseThrow().authentication();
  }

  private static DomainPolicy policy(String domain) {
    return house.policies().find(new DomainName(domain)).orElseThrow();
  }
}
