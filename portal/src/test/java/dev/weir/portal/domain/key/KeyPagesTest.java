package dev.weir.portal.domain.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.TokenKey;
import dev.weir.contract.check.Door;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import dev.weir.runtime.keyuse.KeyPlace;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
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
  void aKeyThatNobodyUsesAnyMoreCanBeRetired() {
    TenantId tenant = house.tenant("n@example.org", "a long enough password", "n.example.org");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    DomainName domain = new DomainName("n.example.org");
    String path = "/domains/n.example.org/keys";
    assertThat(browser.get(path).body()).contains("Not known yet");
    browser.post(path + "/make", Map.of("side", "play"));
    browser.post(path + "/rotate", Map.of("side", "play"));
    house.sql("UPDATE signing_key SET created_at = '2020-01-01Z'");
    house.keyUse().used(new KeyPlace(tenant, domain, Door.PLAY, "play-1"));
    house.time().advance(Duration.ofDays(15));
    house.keyUse().used(new KeyPlace(tenant, domain, Door.PLAY, "play-2"));
    Browser later = house.signedIn(tenant, Role.OWNER);
    assertThat(later.get(path).body())
        .contains("Nobody has used it for 15 days. It can be retired: delete it.")
        .contains("Once, last");
    assertThat(later.get("/keys").body())
        .contains("n.example.org")
        .contains("Nobody has used it for 15 days.")
        .contains("Due")
        .doesNotContain("k.example.org");
  }

  @Test
  void keysOfTokensAreCheckedAddedAndDeleted() throws GeneralSecurityException {
    TenantId tenant = house.tenant("o@example.org", "a long enough password", "o.example.org");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    String path = "/domains/o.example.org/keys";
    browser.get(path);
    Map<String, String> made = Map.of("name", "shared", "algorithm", "hs256", "material", "");
    String shown = browser.post(path + "/tokens", made).body();
    TokenKey shared = tokens().getFirst();
    assertThat(shown).contains("The secret of shared", shared.material());
    assertThat(browser.get(path).body()).doesNotContain(shared.material());
    assertThat(browser.post(path + "/tokens", made).body())
        .contains("There is a key of this name already.");

    String pem = pem();
    for (Map.Entry<String, String> wrong :
        Map.of(
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "This is a private key.",
                "ssh-rsa AAAA",
                "This is no public key as PEM.")
            .entrySet()) {
      assertThat(
              browser
                  .post(
                      path + "/tokens",
                      Map.of("name", "web", "algorithm", "es256", "material", wrong.getKey()))
                  .body())
          .contains(wrong.getValue());
    }
    assertThat(
            browser
                .post(
                    path + "/tokens", Map.of("name", "web", "algorithm", "rs256", "material", pem))
                .body())
        .contains("another algorithm");
    assertThat(
            browser
                .post(
                    path + "/tokens", Map.of("name", "web", "algorithm", "es256", "material", pem))
                .statusCode())
        .isEqualTo(303);
    assertThat(tokens()).extracting(TokenKey::id).containsExactly("shared", "web");
    assertThat(browser.post(path + "/tokens/delete", Map.of("key", "shared")).statusCode())
        .isEqualTo(303);
    assertThat(tokens()).extracting(TokenKey::id).containsExactly("web");
    assertThat(house.dump("audit_entry"))
        .contains("TOKEN_KEY_ADDED", "TOKEN_KEY_DELETED")
        .doesNotContain(shared.material());
  }

  private static String pem() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    byte[] der = generator.generateKeyPair().getPublic().getEncoded();
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static List<TokenKey> tokens() {
    return house
        .policies()
        .find(new DomainName("o.example.org"))
        .orElseThrow()
        .play()
        .orElseThrow()
        .authentication()
        .tokenKeys();
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
