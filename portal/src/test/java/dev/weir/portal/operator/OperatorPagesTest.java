package dev.weir.portal.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.Staff;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The platform's staff at work, over HTTP. */
@Timeout(60)
class OperatorPagesTest {

  private static final String EMAIL = "owner@example.org";
  private static final String PASSWORD = "a long password";
  private static final DomainName DOMAIN = new DomainName("b.example.org");

  private PortalHouse house;
  private Browser staff;
  private TenantId home;
  private TenantId tenant;

  @BeforeEach
  void open() {
    house = PortalHouse.open();
    home = house.tenant("staff@example.org", PASSWORD, "a.example.org");
    staff = house.signedInAsStaff(home, Role.VIEWER);
    tenant = house.tenant(EMAIL, PASSWORD, DOMAIN.value());
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void theListFindsTenantsByNameAndStanding() {
    assertThat(staff.get("/operator").body()).contains(EMAIL, "staff@example.org");
    assertThat(staff.get("/operator?name=OWNER").body())
        .contains("/operator/tenants/" + tenant)
        .doesNotContain("/operator/tenants/" + home);
    assertThat(staff.get("/operator?standing=suspended").body()).contains("No tenant matches");
    assertThat(staff.get("/operator?standing=nonsense").statusCode()).isEqualTo(400);
  }

  @Test
  void onlyStaffSeesTheWayThere() {
    assertThat(staff.get("/domains").body()).contains("href=\"/operator\"");
    Browser member = house.signedIn(tenant, Role.OWNER);
    assertThat(member.get("/domains").body()).doesNotContain("/operator");
    assertThat(member.get("/operator/tenants/" + tenant).statusCode()).isEqualTo(403);
  }

  @Test
  void aSuspendedTenantIsOutOfServiceUntilItIsResumed() {
    Browser owner = house.browser();
    owner.signIn(EMAIL, PASSWORD);
    assertThat(owner.get("/streams").statusCode()).isEqualTo(200);

    post("/suspend", Map.of("reason", "The invoice of March is open."));
    assertThat(policy().suspended()).isTrue();
    assertThat(owner.get("/streams").statusCode()).isEqualTo(303);
    var refused = owner.signIn(EMAIL, PASSWORD);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("is out of service: The invoice of March is open.");
    assertThat(owner.signIn(EMAIL, "a wrong password").statusCode()).isEqualTo(401);
    assertThat(page()).contains("The invoice of March is open.", "Resume the tenant");

    post("/resume", Map.of());
    assertThat(policy().suspended()).isFalse();
    assertThat(owner.signIn(EMAIL, PASSWORD).statusCode()).isEqualTo(303);
    assertThat(page()).contains("Suspend the tenant").doesNotContain("March");
  }

  @Test
  void bothLogsTellOfASuspension() {
    post("/suspend", Map.of("reason", "Abuse."));
    post("/suspend", Map.of("reason", "Said twice, done once."));

    String log = house.dump("audit_entry");
    assertThat(log.split("TENANT_SUSPENDED", -1)).hasSize(3);
    assertThat(log).contains("00000000-0000-0000-0000-000000000000").contains("Abuse.");
  }

  @Test
  void aSuspensionNeedsAReason() {
    page();
    var refused = staff.post("/operator/tenants/" + tenant + "/suspend", Map.of("reason", " "));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("This cannot be empty.");
    assertThat(page()).contains("Suspend the tenant");
  }

  @Test
  void anExportHasATenantsRowsAndNoSecrets() throws IOException {
    page();
    var answer = staff.post("/operator/tenants/" + tenant + "/export", Map.of());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("PK");

    AuditLog audit = new AuditLog(house.time());
    Staff person = new Staff(PersonId.random(), "staff@example.org", Origin.NONE);
    TenantRow row =
        new TenantRow(
            tenant,
            EMAIL,
            PortalHouse.START,
            Optional.empty(),
            "",
            Optional.empty(),
            false,
            1,
            1,
            0);
    Path file = new TenantExport(house.database(), audit).write(person, row);
    Map<String, String> files = unzip(file);
    Files.delete(file);
    assertThat(new JsonArray(files.get("domain.json")).getJsonObject(0).getString("name"))
        .isEqualTo(DOMAIN.value());
    assertThat(new JsonArray(files.get("signing_key.json")).size()).isEqualTo(2);
    assertThat(files.values()).noneMatch(text -> text.contains("a.example.org"));
    assertThat(files.values()).noneMatch(text -> text.contains("sealed_secret"));
    assertThat(files).doesNotContainKeys("person_password.json", "portal_session.json");
    assertThat(house.dump("audit_entry").split("TENANT_EXPORTED", -1)).hasSize(5);
  }

  @Test
  void aTenantThatIsNoneIsNotFound() {
    assertThat(staff.get("/operator/tenants/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(staff.get("/operator/tenants/none").statusCode()).isEqualTo(404);
  }

  private static Map<String, String> unzip(Path file) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  private void post(String action, Map<String, String> fields) {
    page();
    assertThat(staff.post("/operator/tenants/" + tenant + action, fields).statusCode())
        .isEqualTo(303);
  }

  private String page() {
    return staff.get("/operator/tenants/" + tenant).body();
  }

  private DomainPolicy policy() {
    return house.policies().find(DOMAIN).orElseThrow();
  }
}
