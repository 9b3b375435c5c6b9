package dev.weir.portal.domain.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signing keys over HTTP, down to the policy that nodes are told. */
@Timeout(120)
class KeyPagesTest {

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
  void aKeyIsMadeShownOnceRotatedAndDeleted() {
    TenantId tenant = house.tenant("k@example.org", "a long enough password", "k.example.org");
    Browser browser = house.signedIn(tenant, Role.DEVELOPER);
    String path = "/domains/k.example.org/keys";
    browser.get(path);
    HttpResponse<String> made = browser.post(path + "/make", Map.of("side", "play"));
    assertThat(made.statusCode()).isEqualTo(200);
    assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
    List<SigningKey> ring = ring();
    assertThat(ring).extracting(SigningKey::id).containsExactly("play-1", "play-2");
    String secret = ring.getLast().secret();
    assertThat(made.body()).contains(secret);
    assertThat(browser.get(path).body()).doesNotContain(secret).contains("shown once already");
    assertThat(browser.post(path + "/reveal", Map.of("side", "play", "key", "play-2")).statusCode())
        .isEqualTo(404);
    assertThat(browser.post(path + "/make", Map.of("side", "play")).statusCode()).isEqualTo(409);

    assertThat(browser.post(path + "/rotate", Map.of("side", "play")).statusCode()).isEqualTo(303);
    assertThat(ring()).extracting(SigningKey::id).containsExactly("play-2", "play-1");
    assertThat(ring().getFirst().secret()).isEqualTo(secret);

    Map<String, String> old = Map.of("side", "play", "key", "play-1");
    assertThat(browser.post(path + "/delete", old).statusCode()).isEqualTo(303);
    assertThat(ring()).extracting(SigningKey::id).containsExactly("play-2");
    Map<String, String> last = Map.of("side", "play", "key", "play-2");
    assertThat(browser.post(path + "/delete", last).statusCode()).isEqualTo(409);
    assertThat(house.dump("audit_entry"))
        .contains("SIGNING_KEY_CREATED")
        .contains("SIGNING_KEY_ROTATED")
        .contains("SIGNING_KEY_DELETED")
        .doesNotContain(secret);
  }

  @Test
  void aKeyThatNobodyHasSeenIsShownOnce() {
    TenantId tenant = house.tenant("l@example.org", "a long enough password", "l.example.org");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    String path = "/domains/l.example.org/keys";
    assertThat(browser.get(path).body()).contains("Show once");
    Map<String, String> first = Map.of("side", "push", "key", "push-1");
    HttpResponse<String> shown = browser.post(path + "/reveal", first);
    SigningKey key =
        house
            .policies()
            .find(new DomainName("l.example.org"))
            .orElseThrow()
            .push()
            .orElseThrow()
            .authentication()
            .keys()
            .primary();
    assertThat(shown.body()).contains(key.secret());
    assertThat(browser.post(path + "/reveal", first).statusCode()).isEqualTo(404);
  }

  @Test
  void whoMayNotReadKeysDoesNotSeeTheirPage() {
    TenantId tenant = house.tenant("m@example.org", "a long enough password", "m.example.org");
    Browser viewer = house.signedIn(tenant, Role.VIEWER);
    assertThat(viewer.get("/domains/m.example.org").body()).doesNotContain("/keys");
    assertThat(viewer.get("/domains/m.example.org/keys").statusCode()).isEqualTo(403);
  }

  private static List<SigningKey> ring() {
    return house
        .policies()
        .find(new DomainName("k.example.org"))
        .orElseThrow()
        .play()
        .orElseThrow()
        .authentication()
        .keys()
        .keys();
  }
}
