package dev.weir.portal.api;

import static dev.weir.portal.api.ApiProgram.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MembersApiTest {

  private static final String MEMBERS = "/api/v1/members";
  private static final String INVITATIONS = "/api/v1/invitations";

  private PortalHouse house;
  private TenantId tenant;
  private ApiProgram program;

  @BeforeEach
  void open() {
    house = PortalHouse.open();
    tenant = house.tenant("ann@example.org", "a long password", "a.example.org");
    program = program(EnumSet.allOf(Permission.class));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aRoleIsChangedByWhoHasSeenIt() {
    house.signedIn(tenant, Role.VIEWER);
    String member = MEMBERS + "/" + members("viewer").getFirst();
    String tag = program.ask("GET", member).headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> changed = program.send("PATCH", member, role("operator"), "If-Match", tag);

    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(new JsonObject(changed.body()).getString("role")).isEqualTo("operator");
    assertThat(changed.headers().firstValue("ETag")).contains("\"operator\"");
    assertThat(program.send("PATCH", member, role("billing"), "If-Match", tag).statusCode())
        .as("somebody was quicker")
        .isEqualTo(412);
    assertThat(program.send("PATCH", member, role("billing"), "If-Match", "\"king\"").statusCode())
        .isEqualTo(412);
    assertThat(program.send("PATCH", member, role("billing")).statusCode()).isEqualTo(428);
    assertThat(house.dump("audit_entry")).contains("MEMBER_ROLE_CHANGED");
  }

  @Test
  void aMemberIsRemovedAndTheLastOwnerIsNot() {
    house.signedIn(tenant, Role.VIEWER);
    String viewer = MEMBERS + "/" + members("viewer").getFirst();
    assertThat(program.ask("DELETE", viewer).statusCode()).isEqualTo(204);
    assertThat(program.ask("DELETE", viewer).statusCode()).isEqualTo(404);

    String owner = MEMBERS + "/" + members("owner").getFirst();
    assertThat(code(program.ask("DELETE", owner))).isEqualTo("LAST_OWNER");
    assertThat(code(program.send("PATCH", owner, role("viewer"), "If-Match", "\"owner\"")))
        .isEqualTo("LAST_OWNER");
  }

  @Test
  void aKeyGivesAndTakesNoMoreThanItHas() {
    ApiProgram clerk = program(Set.of(Permission.MEMBERS_READ, Permission.MEMBERS_WRITE));
    house.signedIn(tenant, Role.VIEWER);
    String viewer = MEMBERS + "/" + members("viewer").getFirst();
    HttpResponse<String> refused = clerk.ask("DELETE", viewer);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(new JsonObject(refused.body()).getString("subject")).isEqualTo("VIEWER");
    assertThat(clerk.send("POST", INVITATIONS, invitation("bob@example.org")).statusCode())
        .isEqualTo(403);
    assertThat(clerk.ask("GET", MEMBERS).statusCode()).isEqualTo(200);
  }

  @Test
  void membersComeInPages() {
    house.signedIn(tenant, Role.VIEWER);
    house.signedIn(tenant, Role.VIEWER);
    JsonObject first = program.get(MEMBERS + "?limit=2");
    JsonObject second = program.get(MEMBERS + "?limit=2&cursor=" + first.getString("next"));
    assertThat(first.getJsonArray("members")).hasSize(2);
    assertThat(first.encode()).contains("ann@example.org");
    assertThat(second.getJsonArray("members")).hasSize(1);
    assertThat(second.containsKey("next")).isFalse();
  }

  @Test
  void anInvitationIsALinkAndNoMail() {
    HttpResponse<String> made =
        program.send(
            "POST", INVITATIONS, invitation("Bob@Example.org"), "Idempotency-Key", "invite-bob");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonObject bob = new JsonObject(made.body());
    assertThat(bob.getString("email")).isEqualTo("bob@example.org");
    assertThat(opened(bob)).isEqualTo(200);
    assertThat(house.dump("mail")).isEqualTo("null");
    assertThat(house.dump("api_request")).doesNotContain(bob.getString("link"));
    assertThat(program.get(INVITATIONS).encode()).contains("bob@example.org", "\"viewer\"");

    assertThat(code(program.send("POST", INVITATIONS, invitation("bob@example.org"))))
        .isEqualTo("INVITATION_EXISTS");
    assertThat(code(program.send("POST", INVITATIONS, invitation("ann@example.org"))))
        .isEqualTo("MEMBER_EXISTS");
    assertThat(code(program.send("POST", INVITATIONS, invitation("\u2003@x"))))
        .as("no address, though the document lets it pass")
        .isEqualTo("REQUEST_INVALID");
  }

  @Test
  void aLinkIsMadeAnewAndEnded() {
    JsonObject bob =
        new JsonObject(program.send("POST", INVITATIONS, invitation("bob@example.org")).body());
    String one = INVITATIONS + "/" + bob.getString("id");

    HttpResponse<String> renewed = program.ask("POST", one + "/link");

    assertThat(renewed.statusCode()).as(renewed.body()).isEqualTo(201);
    assertThat(opened(bob)).isEqualTo(410);
    assertThat(opened(new JsonObject(renewed.body()))).isEqualTo(200);
    assertThat(program.ask("DELETE", one).statusCode()).isEqualTo(204);
    assertThat(opened(new JsonObject(renewed.body()))).isEqualTo(410);
    assertThat(program.ask("DELETE", one).statusCode()).isEqualTo(404);
  }

  private int opened(JsonObject invitation) {
    return house.browser().get(URI.create(invitation.getString("link")).getPath()).statusCode();
  }

  private List<String> members(String role) {
    return program.get(MEMBERS).getJsonArray("members").stream()
        .map(JsonObject.class::cast)
        .filter(member -> member.getString("role").equals(role))
        .map(member -> member.getString("id"))
        .toList();
  }

  private ApiProgram program(Set<Permission> scopes) {
    return new ApiProgram(
        house,
        new ApiKeyStore(house.database(), house.time()).create(tenant, "program", scopes).text());
  }

  private static JsonObject role(String role) {
    return new JsonObject().put("role", role);
  }

  private static JsonObject invitation(String email) {
    return role("viewer").put("email", email);
  }
}
