package dev.weir.portal.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
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

@Timeout(60)
class ApiKeyPagesTest {

  private static final Pattern KEY = Pattern.compile("weir_[A-Za-z0-9_-]{12}_[A-Za-z0-9_-]{43}");
  private static final Pattern ID = Pattern.compile("/api-keys/[0-9a-f-]{36}/revoke");

  private static PortalHouse house;
  private static TenantId tenant;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenant("ann@example.org", "a long password", "a.example.org");
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void aKeyIsShownOnceWorksAndIsRevoked() {
    Browser developer = house.signedIn(tenant, Role.DEVELOPER);
    String key = key(make(developer, "encoder", "streams:read", "never"));
    assertThat(status(key)).isEqualTo(200);
    String list = developer.get("/api-keys").body();
    assertThat(list).contains("encoder", "streams:read").doesNotContain(key);
    assertThat(house.dump("api_key")).doesNotContain(key.substring(18));

    Matcher revoke = ID.matcher(list);
    assertThat(revoke.find()).isTrue();
    developer.post(revoke.group(), Map.of());

    assertThat(status(key)).isEqualTo(401);
    assertThat(developer.get("/api-keys").body()).contains("Revoked");
    assertThat(house.dump("audit_entry")).contains("API_KEY_CREATED", "API_KEY_REVOKED");
  }

  @Test
  void aKeyEndsWithItsTime() {
    String key = key(make(house.signedIn(tenant, Role.OWNER), "month", "streams:read", "30"));
    house.time().advance(Duration.ofDays(30).minusMinutes(1));
    assertThat(status(key)).isEqualTo(200);
    house.time().advance(Duration.ofMinutes(1));
    assertThat(status(key)).isEqualTo(401);
    assertThat(house.signedIn(tenant, Role.OWNER).get("/api-keys").body()).contains("Expired");
  }

  @Test
  void nobodyGivesAwayWhatTheyDoNotHave() {
    Browser developer = house.signedIn(tenant, Role.DEVELOPER);
    HttpResponse<String> answer = make(developer, "too much", "members:write", "never");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("too much").doesNotContain("value=\"members:write\"");
  }

  @Test
  void aNameAndAScopeAreAskedFor() {
    Browser owner = house.signedIn(tenant, Role.OWNER);
    owner.get("/api-keys/new");
    assertThat(owner.post("/api-keys/new", Map.of("name", "", "days", "30")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void aFullQuotaIsNamed() {
    TenantId small = house.tenant("bob@example.org", "a long password", "b.example.org");
    house.sql("INSERT INTO tenant_quota VALUES ('%s', 'API_KEYS', 1, now(), '')".formatted(small));
    Browser owner = house.signedIn(small, Role.OWNER);
    assertThat(make(owner, "one", "streams:read", "never").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = make(owner, "two", "streams:read", "never");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("QUOTA_EXCEEDED API_KEYS");
    assertThat(owner.get("/settings/quotas").body()).contains("API keys", "1 of 1", "full");
  }

  private static HttpResponse<String> make(
      Browser browser, String name, String scope, String days) {
    browser.get("/api-keys/new");
    return browser.post("/api-keys/new", Map.of("name", name, "scopes", scope, "days", days));
  }

  private static String key(HttpResponse<String> page) {
    Matcher matcher = KEY.matcher(page.body());
    assertThat(matcher.find()).as(page.body()).isTrue();
    return matcher.group();
  }

  private static int status(String key) {
    return house
        .browser()
        .with("Authorization", "Bearer " + key)
        .get("/api/v1/streams")
        .statusCode();
  }
}
