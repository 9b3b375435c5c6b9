package dev.weir.portal.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the platform's staff settles for everybody, over HTTP. */
@Timeout(60)
class PlatformPagesTest {

  private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");
  private static final Pattern NUMBER =
      Pattern.compile("name=\"([a-z-]+)\" type=\"number\" value=\"(\\d+)\"");
  private static final String SETTINGS = "/operator/settings";
  private static final String QUOTAS = "/operator/quotas";

  private PortalHouse house;
  private Browser staff;
  private TenantId tenant;

  @BeforeEach
  void open() {
    house = PortalHouse.open();
    TenantId home = house.tenant("staff@example.org", "a long password", "a.example.org");
    staff = house.signedInAsStaff(home, Role.VIEWER);
    tenant = house.tenant("owner@example.org", "a long password", "b.example.org");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void signUpIsOpenedAndClosedWhileThePortalRuns() {
    Browser stranger = house.browser();
    assertThat(stranger.get("/sign-up").statusCode()).isEqualTo(200);
    save(Map.of("sign-up", "closed"));
    assertThat(stranger.get("/sign-up").statusCode()).isEqualTo(404);
    assertThat(stranger.get("/sign-in").body()).doesNotContain("/sign-up");
    save(Map.of("sign-up", "configured"));
    assertThat(stranger.get("/sign-in").body()).contains("/sign-up");
  }

  @Test
  void nameHelpAndAnnouncementStandOnEveryPage() {
    save(
        Map.of(
            "name", "Harbour <TV>", "support", "help@example.org", "banner", "Away at\r\nnoon."));
    for (Browser browser : new Browser[] {house.browser(), house.signedIn(tenant, Role.VIEWER)}) {
      assertThat(browser.get("/sign-in").body() + browser.get("/streams").body())
          .contains("Harbour &lt;TV&gt;", "Away at noon.");
    }
    assertThat(staff.get("/streams").body()).contains("mailto:help@example.org");
    save(Map.of("support", "https://help.example.org/live"));
    assertThat(staff.get("/streams").body())
        .contains("href=\"https://help.example.org/live\"")
        .doesNotContain("Away at noon.", "Harbour");
  }

  @Test
  void thePageSaysWhereEachValueComesFrom() {
    assertThat(staff.get(SETTINGS).body()).contains("as configured").doesNotContain("changed here");
    save(Map.of("name", "Harbour"));
    assertThat(staff.get(SETTINGS).body())
        .contains("changed here", "The configuration says: Weir.", "platform.domain", "portal.url");
    assertThat(house.dump("audit_entry").split("PLATFORM_SETTING_CHANGED", -1)).hasSize(2);
  }

  @Test
  void whatCannotBeIsSaidBesideItsField() {
    for (String odd : new String[] {"http://plain.example.org", "javascript:alert(1)", "nobody"}) {
      HttpResponse<String> refused = save(Map.of("support", odd));
      assertThat(refused.statusCode()).as(odd).isEqualTo(400);
      assertThat(refused.body()).contains("begins with https://");
    }
    assertThat(save(Map.of("name", "x".repeat(41))).statusCode()).isEqualTo(400);
    assertThat(house.dump("platform_setting")).isEqualTo("null");
  }

  @Test
  void ofTwoWhoEditAtOnceTheSecondSeesWhatTheFirstDid() {
    String version = version(SETTINGS);
    save(Map.of("name", "First"));
    HttpResponse<String> second = post(SETTINGS, Map.of("name", "Second", "version", version));
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("changed this meanwhile", "First", "value=\"Second\"");
  }

  @Test
  void whatEverybodyMayHaveHoldsForWhoWasGivenNothingElse() {
    house.desk().publishAll();
    Map<String, String> typed = new TreeMap<>();
    Matcher numbers = NUMBER.matcher(staff.get(QUOTAS).body());
    while (numbers.find()) {
      typed.put(numbers.group(1), numbers.group(2));
    }
    assertThat(typed).containsEntry("domains", "20").hasSize(8);
    String version = version(QUOTAS);
    typed.put("domains", "3");
    typed.put("viewers", "12");
    typed.put("version", version);
    assertThat(post(QUOTAS, typed).statusCode()).isEqualTo(303);
    assertThat(staff.get("/operator/tenants/" + tenant + "/quotas").body())
        .contains("1 of 3", "Everybody has 3.");
    assertThat(
            house.policies().find(new DomainName("b.example.org")).orElseThrow().quota().viewers())
        .isEqualTo(12);

    typed.put("domains", "4");
    assertThat(post(QUOTAS, typed).statusCode()).isEqualTo(409);
    typed.put("version", version(QUOTAS));
    typed.put("domains", "");
    assertThat(post(QUOTAS, typed).statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> save(Map<String, String> fields) {
    Map<String, String> all = new TreeMap<>(fields);
    all.put("version", version(SETTINGS));
    return post(SETTINGS, all);
  }

  private HttpResponse<String> post(String path, Map<String, String> fields) {
    staff.get(path);
    return staff.post(path, fields);
  }

  private String version(String path) {
    Matcher version = VERSION.matcher(staff.get(path).body());
    assertThat(version.find()).isTrue();
    return version.group(1);
  }
}
