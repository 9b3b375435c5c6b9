package dev.weir.portal.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.SignatureType;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.AccessList;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.contract.policy.ViewerRules;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may enter, over HTTP, down to the policy that nodes are told. */
@Timeout(120)
class AccessPagesTest {

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
  void proofsReachThePolicyOfEachSide() {
    Browser browser = browser("a.example.org", Role.ADMINISTRATOR);
    String push = "/domains/a.example.org/access/push";
    assertThat(browser.get(push).body())
        .contains("applies at the next publish")
        .doesNotContain("Is this meant?");
    Map<String, String> fields = Map.of("version", "1", "types", "hmac", "validity", "0");
    assertThat(browser.post(push + "/proofs", fields).statusCode()).isEqualTo(303);
    Authentication proofs =
        house
            .policies()
            .find(new DomainName("a.example.org"))
            .orElseThrow()
            .push()
            .orElseThrow()
            .authentication();
    assertThat(proofs.required()).isFalse();
    assertThat(proofs.validity()).isZero();
    assertThat(proofs.signatures()).containsExactly(SignatureType.HMAC);
    assertThat(play("a.example.org").authentication().required()).isTrue();
    assertThat(house.dump("audit_entry"))
        .contains("DOMAIN_ACCESS_CHANGED")
        .contains("signatureValiditySeconds");

    assertThat(
            browser
                .post(push + "/proofs", Map.of("version", "2", "signed", "on", "validity", "5"))
                .statusCode())
        .isEqualTo(303);
    assertThat(browser.get(push).body()).contains("a proof is asked for, and none is accepted");
  }

  @Test
  void rulesReachThePolicyAndEachWrongLineIsNamed() {
    Browser browser = browser("b.example.org", Role.OWNER);
    String path = "/domains/b.example.org/access/play";
    browser.get(path);
    Map<String, String> fields = viewers("1");
    fields.put("networks", "198.51.100.0/24\r\nnonsense\r\n\r\n10.0.0.0/40");
    HttpResponse<String> refused = browser.post(path + "/rules", fields);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Line 2, “nonsense”, is no network.")
        .contains("Line 4, “10.0.0.0/40”, is no network.")
        .contains("198.51.100.0/24");

    fields.put("networks", "198.51.100.0/24\r\n198.51.100.9/24\r\n");
    assertThat(browser.post(path + "/rules", fields).statusCode()).isEqualTo(303);
    ViewerRules rules = play("b.example.org").rules();
    assertThat(rules.networks())
        .isEqualTo(
            new AccessList<>(AccessList.Effect.ALLOW, List.of(Cidr.parse("198.51.100.0/24"))));
    assertThat(rules.referers().entries()).containsExactly(new Wildcard("*.example.org"));
    assertThat(rules.emptyReferer()).isFalse();
    assertThat(rules.protocols()).containsExactly(PlayProtocol.HLS);
    assertThat(rules.renditions().entries())
        .containsExactly(new Wildcard("lud"), new Wildcard("source"));
    assertThat(browser.get(path).body())
        .contains("Your own address, 127.0.0.1, may not enter by these networks.");
  }

  @Test
  void rulesForPublishersReachThePolicy() {
    Browser browser = browser("c.example.org", Role.OWNER);
    String path = "/domains/c.example.org/access/push";
    browser.get(path);
    Map<String, String> fields = new HashMap<>();
    fields.put("version", "1");
    fields.put("networks-effect", "off");
    fields.put("networks", "");
    fields.put("streams-effect", "allow");
    fields.put("streams", "camera-*");
    assertThat(browser.post(path + "/rules", fields).statusCode()).isEqualTo(303);
    PublisherRules rules =
        house
            .policies()
            .find(new DomainName("c.example.org"))
            .orElseThrow()
            .push()
            .orElseThrow()
            .rules();
    assertThat(rules.streams().entries()).containsExactly(new Wildcard("camera-*"));
    assertThat(browser.post(path + "/remote", remote("2")).statusCode()).isEqualTo(404);
  }

  @Test
  void theTenantsOwnServerIsAskedAsItWasSaid() {
    Browser browser = browser("d.example.org", Role.OWNER);
    String path = "/domains/d.example.org/access/play";
    browser.get(path);
    Map<String, String> wrong = remote("1");
    wrong.put("endpoint", "http://hooks.example.org");
    wrong.put("timeout", "3001");
    HttpResponse<String> refused = browser.post(path + "/remote", wrong);
    assertThat(refused.body()).contains("begins with https://").contains("From 100 to 3,000.");
    assertThat(browser.post(path + "/remote", remote("1")).statusCode()).isEqualTo(303);
    RemoteAuthorization asked = play("d.example.org").authentication().remote().orElseThrow();
    assertThat(asked.timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(asked.facts()).containsExactly(RemoteAuthorization.Fact.REFERER);
    assertThat(asked.admitUnanswered()).isFalse();
    assertThat(house.dump("audit_entry"))
        .contains("https://hooks.example.org")
        .doesNotContain("token=secret");
  }

  @Test
  void ofTwoWhoEditTheSecondSeesWhatTheFirstSet() {
    TenantId tenant = house.tenant("e@example.org", "a long enough password", "e.example.org");
    Browser first = house.signedIn(tenant, Role.OWNER);
    Browser second = house.signedIn(tenant, Role.ADMINISTRATOR);
    String path = "/domains/e.example.org/access/play";
    first.get(path);
    second.get(path);
    assertThat(first.post(path + "/rules", viewers("1")).statusCode()).isEqualTo(303);
    Map<String, String> mine = viewers("1");
    mine.put("websites", "mine.example.org");
    HttpResponse<String> refused = second.post(path + "/rules", mine);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body())
        .contains("changed this meanwhile")
        .contains("<td>*.example.org</td>")
        .contains("<td>mine.example.org</td>");
  }

  @Test
  void anEarlierVersionIsLookedAtAndRestored() {
    Browser browser = browser("f.example.org", Role.OWNER);
    String path = "/domains/f.example.org/access/play";
    assertThat(browser.get(path + "/versions").body()).contains("Nothing was changed yet");
    browser.post(path + "/rules", viewers("1"));
    browser.get(path);
    browser.post(path + "/remote", remote("2"));
    assertThat(browser.get(path + "/versions").body())
        .contains("Which websites may show the player")
        .contains("before the first change kept");
    assertThat(browser.get(path + "/versions/1").body())
        .contains("Where viewers may be")
        .contains("Anywhere")
        .contains("https://hooks.example.org");
    assertThat(browser.get(path + "/versions/7").statusCode()).isEqualTo(404);
    assertThat(browser.get(path + "/versions/x").statusCode()).isEqualTo(404);

    browser.get(path + "/versions/1");
    assertThat(browser.post(path + "/versions/1/restore", Map.of("version", "2")).statusCode())
        .isEqualTo(409);
    assertThat(browser.post(path + "/versions/1/restore", Map.of("version", "3")).statusCode())
        .isEqualTo(303);
    assertThat(play("f.example.org").rules()).isEqualTo(ViewerRules.none());
    assertThat(play("f.example.org").authentication().remote()).isEmpty();
    assertThat(house.dump("audit_entry")).contains("DOMAIN_ACCESS_RESTORED");
  }

  @Test
  void nothingIsOfferedToWhoMayOnlyRead() {
    Browser browser = browser("g.example.org", Role.VIEWER);
    String path = "/domains/g.example.org/access/play";
    assertThat(browser.get(path).body())
        .contains("Your role reads these settings")
        .doesNotContain("<button class=\"button first\"");
    assertThat(browser.get("/domains/g.example.org/access/sideways").statusCode()).isEqualTo(404);
  }

  private static Browser browser(String domain, Role role) {
    TenantId tenant =
        house.tenant(domain.replaceFirst("[.]", "@"), "a long enough password", domain);
    return house.signedIn(tenant, role);
  }

  private static PlayPolicy play(String domain) {
    return house.policies().find(new DomainName(domain)).orElseThrow().play().orElseThrow();
  }

  private static Map<String, String> viewers(String version) {
    Map<String, String> fields = new HashMap<>();
    fields.put("version", version);
    fields.put("networks-effect", "allow");
    fields.put("networks", "127.0.0.0/8");
    fields.put("websites-effect", "allow");
    fields.put("websites", "*.example.org");
    fields.put("players-effect", "off");
    fields.put("renditions-effect", "deny");
    fields.put("renditions", "lud\r\nsource");
    fields.put("players", "");
    fields.put("protocols", "hls");
    return fields;
  }

  private static Map<String, String> remote(String version) {
    Map<String, String> fields = new HashMap<>();
    fields.put("version", version);
    fields.put("asked", "on");
    fields.put("endpoint", "https://hooks.example.org/play?token=secret-of-ours");
    fields.put("timeout", "500");
    fields.put("silence", "refuse");
    fields.put("facts", "referer");
    fields.put("admission", "30");
    fields.put("refusal", "5");
    return fields;
  }
}
