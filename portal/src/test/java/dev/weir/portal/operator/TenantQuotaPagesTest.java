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

/** What a tenant may have, in the hands of the platform's staff. */
@Timeout(60)
class TenantQuotaPagesTest {

  private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

  private PortalHouse house;
  private Browser staff;
  private TenantId tenant;

  @BeforeEach
  void open() {
    house = PortalHouse.open();
    TenantId home = house.tenant("staff@example.org", "a long password", "a.example.org");
    staff = house.signedInAsStaff(home, Role.VIEWER);
    tenant = house.tenant("owner@example.org", "a long password", "b.example.org");
    house.desk().publishAll();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void eachQuotaStandsThereWithItsUseAndItsLimit() {
    assertThat(page())
        .contains("Domains", "1 of 20", "Everybody has 20.", "Signing keys", "2 of 80");
  }

  @Test
  void aChangeHoldsAtOnceAndBothLogsTellOfIt() {
    assertThat(save(Map.of("domains", "1", "viewers", "5")).statusCode()).isEqualTo(303);
    assertThat(page()).contains("1 of 1", "differs here", "The limit is reached");
    assertThat(
            house.policies().find(new DomainName("b.example.org")).orElseThrow().quota().viewers())
        .isEqualTo(5);
    assertThat(house.dump("audit_entry").split("QUOTA_CHANGED", -1)).hasSize(5);

    save(Map.of());
    assertThat(page()).contains("1 of 20").doesNotContain("differs here");
  }

  @Test
  void ratesAreTypedInMegabits() {
    save(Map.of("egress", "250"));
    assertThat(page()).contains("value=\"250\"");
    assertThat(house.dump("tenant_quota")).contains("250000000");
  }

  @Test
  void ofTwoWhoEditAtOnceTheSecondSeesWhatTheFirstDid() {
    String version = version();
    save(Map.of("domains", "5"));
    HttpResponse<String> second =
        staff.post(path(), typed(Map.of("domains", "7", "version", version)));
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("changed this meanwhile", "value=\"7\"");
    assertThat(page()).contains("1 of 5");
  }

  @Test
  void aNumberThatIsNoneIsSaidBesideItsField() {
    for (String odd : new String[] {"-1", "3000000000", "many"}) {
      assertThat(save(Map.of("domains", odd)).statusCode()).as(odd).isEqualTo(400);
    }
    assertThat(house.dump("tenant_quota")).isEqualTo("null");
  }

  private HttpResponse<String> save(Map<String, String> fields) {
    Map<String, String> all = new TreeMap<>(fields);
    all.put("version", version());
    return staff.post(path(), typed(all));
  }

  /** Fields that nobody touched are sent empty, as a browser does. */
  private static Map<String, String> typed(Map<String, String> fields) {
    Map<String, String> all = new TreeMap<>();
    for (String name : new String[] {"live-streams", "viewers", "domains", "members"}) {
      all.put(name, "");
    }
    all.putAll(fields);
    return all;
  }

  private String version() {
    Matcher version = VERSION.matcher(page());
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  private String page() {
    return staff.get(path()).body();
  }

  private String path() {
    return "/operator/tenants/" + tenant + "/quotas";
  }
}
