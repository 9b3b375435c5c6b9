package dev.weir.portal.api;

import static dev.weir.portal.api.Program.json;
import static dev.weir.portal.api.Program.refusal;
import static dev.weir.portal.api.Program.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import dev.weir.testkit.tls.Issued;
import dev.weir.testkit.tls.TestAuthority;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Certificates by a program. */
@Timeout(120)
class CertificatesApiTest {

  private static final String DOMAIN = "/domains/a.example.org";

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
  void aCertificateIsStoredToldWithoutItsKeyAndRemoved() {
    TenantId tenant = house.tenant("a@example.org", "a long enough password", "a.example.org");
    Program program = Program.of(house, tenant);
    String path = DOMAIN + "/certificate";
    assertThat(refusal(program.get(path))).isEqualTo("404 NOT_FOUND");
    Issued issued =
        TestAuthority.named("Test authority")
            .issue(
                TestAuthority.elliptic("secp384r1"),
                PortalHouse.START.plus(Duration.ofDays(60)).plus(Duration.ofHours(12)),
                "a.example.org");
    assertThat(program.put(path, body(issued.chain(), issued.keyPem())).statusCode())
        .isEqualTo(204);
    HttpResponse<String> told = program.get(path);
    assertThat(told.body()).doesNotContain("PRIVATE");
    assertThat(json(told).getJsonArray("names").encode()).isEqualTo("[\"a.example.org\"]");
    assertThat(json(told).getString("keyKind")).isEqualTo("EC P-384");
    assertThat(json(told).getInteger("daysLeft")).isEqualTo(60);
    HttpResponse<String> refused = program.put(path, body(issued.chain(), issued.chain()));
    assertThat(refusal(refused)).isEqualTo("400 REQUEST_INVALID");
    assertThat(refused.body()).contains("/key", "not exactly one private key");
    assertThat(house.certificates().find("a.example.org")).isPresent();
    assertThat(program.delete(path).statusCode()).isEqualTo(204);
    assertThat(house.certificates().find("a.example.org")).isEmpty();

    String transport = DOMAIN + "/transport";
    HttpResponse<String> before = program.get(transport);
    assertThat(json(before).getBoolean("forceHttps")).isFalse();
    HttpResponse<String> after =
        program.patch(transport, "{\"hstsDays\":7}", "If-Match", tag(before));
    assertThat(json(after).getInteger("hstsDays")).isEqualTo(7);
    assertThat(refusal(program.patch(transport, "{\"hstsDays\":8}", "If-Match", tag(before))))
        .isEqualTo("412 PRECONDITION_FAILED");
  }

  private static String body(String chain, String key) {
    return new JsonObject().put("chain", chain).put("key", key).encode();
  }
}
