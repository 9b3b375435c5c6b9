package dev.weir.portal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SettingsPagesTest {

  private PortalHouse house;
  private TenantId tenant;

  @BeforeEach
  void open() {
    house = PortalHouse.open();
    tenant = house.tenant("ann@example.org", "a long password", "a.example.org");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aTenantGivesItselfAName() {
    Browser owner = house.signedIn(tenant, Role.OWNER);
    owner.get("/settings");
    HttpResponse<String> saved =
        owner.post("/settings", Map.of("name", "Weir & Co", "version", "0"));
    assertThat(saved.statusCode()).isEqualTo(303);
    assertThat(owner.get("/settings").body()).contains("Weir &amp; Co");
    assertThat(house.dump("audit_entry")).contains("TENANT_RENAMED");
  }

  @Test
  void twoWhoEditAtOnceDoNotUndoEachOtherUnseen() {
    Browser one = house.signedIn(tenant, Role.OWNER);
    Browser two = house.signedIn(tenant, Role.ADMINISTRATOR);
    one.get("/settings");
    two.get("/settings");
    one.post("/settings", Map.of("name", "First", "version", "0"));
    HttpResponse<String> late = two.post("/settings", Map.of("name", "Second", "version", "0"));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("First", "Second", "value=\"1\"");
  }

  @Test
  void membersWhoNeedASecondStepAreLedToSetItUp() {
    Browser viewer = house.signedIn(tenant, Role.VIEWER);
    Browser owner = house.signedIn(tenant, Role.OWNER);
    owner.get("/settings");
    owner.post("/settings", Map.of("name", "Ann", "version", "0", "two-steps", "on"));
    assertThat(house.dump("audit_entry")).contains("twoSteps");

    String setUp = "/account/second-factor?done=wanted";
    assertThat(viewer.get("/streams").headers().firstValue("Location")).contains(setUp);
    assertThat(viewer.get(setUp).body()).contains("wants two-step sign-in from everybody");
    assertThat(viewer.with("Accept", "application/json").get("/streams/events").statusCode())
        .isEqualTo(403);
    assertThat(viewer.post("/members/leave", Map.of()).headers().firstValue("Location"))
        .contains(setUp);

    house.sql(
        """
        INSERT INTO second_factor (person_id, sealed_secret, last_step, created_at)
        SELECT person_id, 'x', 0, now() FROM membership WHERE role = 'VIEWER'
        """);
    assertThat(viewer.get("/streams").statusCode()).isEqualTo(200);
    house.sql(
        """
        INSERT INTO second_factor (person_id, sealed_secret, last_step, created_at)
        SELECT person_id, 'x', 0, now() FROM membership WHERE role = 'OWNER'
        """);
    String members = owner.get("/members").body();
    assertThat(members).contains("Two-step sign-in", ">On<");
    house.sql("DELETE FROM second_factor");
    assertThat(house.dump("person")).doesNotContain(",t)");
  }

  @Test
  void aRuleIsLiftedByTwo() {
    house.sql(
        "INSERT INTO tenant_setting VALUES ('%s', '{DOMAIN_DELETION}', 1, now(), 'Ann')"
            .formatted(tenant));
    Browser one = house.signedIn(tenant, Role.OWNER);
    one.get("/settings");
    one.post("/settings", Map.of("name", "Ann", "version", "1"));
    assertThat(house.dump("tenant_setting")).contains("DOMAIN_DELETION");

    String own = one.get("/approvals").body();
    assertThat(own).contains("Decide alone again", "Delete a domain", "Withdraw");
    String request = own.replaceAll("(?s).*(/approvals/[0-9a-f-]{36})/refuse.*", "$1");
    assertThat(one.post(request + "/approve", Map.of()).statusCode()).isEqualTo(403);
    Browser two = house.signedIn(tenant, Role.ADMINISTRATOR);
    assertThat(two.get("/approvals").body()).contains("Agree");
    assertThat(two.post(request + "/approve", Map.of()).statusCode()).isEqualTo(303);

    assertThat(house.dump("tenant_setting")).doesNotContain("DOMAIN_DELETION");
    assertThat(one.get("/approvals").body()).contains("Nothing waits", "Agreed");
  }

  @Test
  void othersLookAndDoNotChange() {
    Browser viewer = house.signedIn(tenant, Role.VIEWER);
    assertThat(viewer.get("/settings").body()).contains("ann@example.org").doesNotContain("Save");
    assertThat(viewer.post("/settings", Map.of("name", "Mine")).statusCode()).isEqualTo(403);
    assertThat(viewer.get("/settings/quotas").body()).contains("1 of 20");
  }

  @Test
  void theLastOwnerIsToldWhyLeavingFails() {
    Browser ann = house.browser();
    ann.signIn("ann@example.org", "a long password");
    ann.get("/settings");
    HttpResponse<String> refused = ann.post("/members/leave", Map.of());
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("keeps at least one owner");
  }
}
