package dev.weir.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is recorded of people at the door, and what their tenant sees of it. */
@Timeout(60)
class AuditPagesTest {

  private static final String EMAIL = "ann@example.org";
  private static final String PASSWORD = "a long password";

  private static PortalHouse house;
  private static TenantId tenant;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenant(EMAIL, PASSWORD, "a.example.org");
    house.tenant("bob@example.org", PASSWORD, "b.example.org");
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void letTimePass() {
    house.time().advance(Duration.ofHours(1));
  }

  @Test
  void whoComesAndGoesIsWrittenDown() {
    Browser here = house.browser().with("User-Agent", "Browser of Ann");
    here.signIn(EMAIL, PASSWORD);
    Browser there = house.browser();
    there.signIn(EMAIL, PASSWORD);
    there.get("/account");
    there.post("/account/sessions/end", Map.of("session", "others"));
    there.post("/sign-out", Map.of());
    assertThat(house.browser().signIn(EMAIL, "wrong").statusCode()).isEqualTo(401);

    Browser reader = house.signedIn(tenant, Role.OWNER);
    awaitAction(reader, "SIGN_IN_FAILED");
    JsonArray entries = exported(reader, "object=" + EMAIL);
    assertThat(entries.stream().map(entry -> ((JsonObject) entry).getString("action")).limit(5))
        .containsExactly(
            "SIGN_IN_FAILED", "SIGNED_OUT", "SESSIONS_ENDED", "SIGNED_IN", "SIGNED_IN");
    JsonObject first = entries.getJsonObject(4);
    assertThat(first.getString("address")).isEqualTo("127.0.0.1");
    assertThat(first.getString("userAgent")).isEqualTo("Browser of Ann");
    assertThat(first.getString("requestId")).hasSize(16);
    assertThat(first.getJsonObject("actor").getString("name")).isEqualTo(EMAIL);
    assertThat(entries.getJsonObject(0).getJsonObject("actor").getString("kind"))
        .isEqualTo("STRANGER");
    assertThat(new AuditVerifier(house.database()).chains())
        .allSatisfy(chain ->
            assertThat(new AuditVerifier(house.database()).verify(chain))
                .isInstanceOf(AuditVerdict.Whole.class));
  }

  @Test
  void aTenantReadsItsOwnEntriesAlone() {
    Browser reader = house.signedIn(tenant, Role.ADMINISTRATOR);
    assertThat(reader.get("/audit?action=TENANT_CREATED").body())
        .contains("Tenant created")
        .contains("Command line")
        .contains(EMAIL)
        .doesNotContain("bob@example.org");
    for (String path : List.of("/audit", "/audit.csv", "/audit.json")) {
      assertThat(reader.get(path).body()).as(path).doesNotContain("bob@example.org");
    }
  }

  @Test
  void theListIsSearchedAndGoesOnPageByPage() {
    Actor actor = Actor.commandLine(tenant);
    house
        .database()
        .inTenant(
            tenant,
            connection -> {
              for (int i = 0; i < AuditPages.PER_PAGE + 1; i++) {
                new AuditLog(house.time())
                    .record(
                        connection,
                        actor,
                        AuditEntry.of(AuditAction.SETTING_CHANGED, "setting-" + i)
                            .after(AuditFacts.none().with("value", "=1+1")));
              }
              return actor;
            });
    Browser reader = house.signedIn(tenant, Role.OWNER);
    String first = reader.get("/audit?action=SETTING_CHANGED&object=SETTING-").body();
    assertThat(first).contains("setting-50", "setting-1<").doesNotContain("setting-0");
    String older = first.replaceAll("(?s).*href=\"(/audit\\?[^\"]*before=\\d+)\".*", "$1");
    assertThat(reader.get(older.replace("&amp;", "&")).body())
        .contains("setting-0")
        .doesNotContain("setting-1<");
    assertThat(reader.get("/audit?from=2099-01-01").body()).contains("No entry matches");
    assertThat(reader.get("/audit?person=nobody").body()).contains("No entry matches");
    for (String wrong : List.of("from=yesterday", "before=x", "person=" + "x".repeat(254))) {
      assertThat(reader.get("/audit?" + wrong).statusCode()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void anExportIsAFileThatNoSpreadsheetComputes() {
    house
        .database()
        .inTenant(
            tenant,
            connection -> {
              new AuditLog(house.time())
                  .record(
                      connection,
                      Actor.commandLine(tenant),
                      AuditEntry.of(AuditAction.DOMAIN_ADDED, "=cmd|\"x\""));
              return tenant;
            });
    HttpResponse<String> csv =
        house.signedIn(tenant, Role.OWNER).get("/audit.csv?action=DOMAIN_ADDED");
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"audit.csv\"");
    assertThat(csv.body().lines().toList()).hasSize(2);
    assertThat(csv.body()).contains(",\"'=cmd|\"\"x\"\"\",");
  }

  @Test
  void whatNobodyAskedForIsThePlatformsOwn() {
    house
        .database()
        .inTenant(
            tenant,
            connection -> {
              new AuditLog(house.time())
                  .record(
                      connection,
                      Actor.platform(tenant),
                      AuditEntry.of(AuditAction.DOMAIN_CHANGED, "unasked.example.org"));
              return tenant;
            });
    Browser reader = house.signedIn(tenant, Role.OWNER);
    assertThat(reader.get("/audit?object=unasked").body()).contains("The platform itself");
    assertThat(reader.get("/audit.csv?object=unasked").body()).contains("PLATFORM");
    assertThat(
            exported(reader, "object=unasked")
                .getJsonObject(0)
                .getJsonObject("actor")
                .getString("kind"))
        .isEqualTo("PLATFORM");
  }

  private static void awaitAction(Browser reader, String action) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (exported(reader, "action=" + action).isEmpty()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static JsonArray exported(Browser reader, String query) {
    HttpResponse<String> answer = reader.get("/audit.json?" + query);
    assertThat(answer.statusCode()).isEqualTo(200);
    return new JsonObject(answer.body()).getJsonArray("entries");
  }
}
