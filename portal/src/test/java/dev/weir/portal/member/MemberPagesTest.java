package dev.weir.portal.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Inviting, joining, changing and leaving, as browsers do it. */
@Timeout(60)
class MemberPagesTest {

  private static final String PASSWORD = "a long password";
  private static final Pattern LINK = Pattern.compile("/invitations/[A-Za-z0-9_-]{43}");
  private static final Pattern MEMBER = Pattern.compile("/members/[0-9a-f-]{36}");

  private static PortalHouse house;
  private static TenantId tenant;
  private static TenantId other;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenant("ann@example.org", PASSWORD, "a.example.org");
    other = house.tenant("bob@example.org", PASSWORD, "b.example.org");
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
  void aNewPersonFollowsTheLinkAndIsIn() {
    Browser owner = house.signedIn(tenant, Role.OWNER);
    String link = invite(owner, "new@example.org", Role.DEVELOPER);
    assertThat(owner.get("/members").body()).contains("new@example.org").doesNotContain(link);

    Browser guest = house.browser();
    assertThat(guest.get(link).body()).contains("Developer", "new@example.org");
    HttpResponse<String> tooShort = guest.post(link, Map.of("name", "Newt", "password", "short"));
    assertThat(tooShort.statusCode()).isEqualTo(400);
    assertThat(tooShort.body()).contains("At least 12 characters", "Newt");
    assertThat(guest.post(link, Map.of("name", "Newt", "password", PASSWORD)).statusCode())
        .isEqualTo(303);

    assertThat(guest.get("/streams").statusCode()).isEqualTo(200);
    assertThat(guest.get("/members").statusCode()).as("no permission").isEqualTo(403);
    assertThat(house.browser().get(link).statusCode()).as("used").isEqualTo(410);
    assertThat(house.browser().signIn("new@example.org", PASSWORD).statusCode()).isEqualTo(303);
    assertThat(house.dump("invitation")).doesNotContain(link.substring(link.length() - 43));
  }

  @Test
  void aKnownPersonJoinsAndTurnsFromTenantToTenant() {
    String link = invite(house.signedIn(tenant, Role.OWNER), "bob@example.org", Role.VIEWER);
    Browser bob = house.browser();
    assertThat(bob.get(link).body()).contains("/sign-in?next=" + link);
    bob.signIn("bob@example.org", PASSWORD);
    assertThat(bob.get(link).body()).contains(link + "/accept");
    assertThat(bob.post(link + "/accept", Map.of()).statusCode()).isEqualTo(303);

    assertThat(bob.get("/domains").body()).contains("a.example.org").contains("/tenants/switch");
    bob.post("/tenants/switch", Map.of("tenant", other.toString()));
    assertThat(bob.get("/domains").body()).contains("b.example.org");
    assertThat(house.dump("audit_entry")).contains("TENANT_TURNED_TO");
  }

  @Test
  void nobodyTurnsToATenantOfOthers() {
    Browser browser = house.signedIn(tenant, Role.OWNER);
    browser.get("/domains");
    assertThat(browser.post("/tenants/switch", Map.of("tenant", other.toString())).statusCode())
        .isEqualTo(404);
    assertThat(browser.get("/domains").body()).contains("a.example.org");
  }

  @Test
  void aLinkIsForOnePersonAlone() {
    String link = invite(house.signedIn(tenant, Role.OWNER), "carol@example.org", Role.VIEWER);
    Browser thief = house.signedIn(other, Role.OWNER);
    assertThat(thief.get(link).body()).contains("The invitation is for carol@example.org");
    thief.get("/account");
    assertThat(thief.post(link + "/accept", Map.of()).statusCode()).isEqualTo(403);
  }

  @Test
  void aLinkIsReplacedWithdrawnAndTooOld() {
    Browser owner = house.signedIn(tenant, Role.OWNER);
    String first = invite(owner, "dan@example.org", Role.VIEWER);
    String id = invitation(owner, "dan@example.org");
    String second = link(owner.post("/members/invitations/" + id + "/renew", Map.of()));
    assertThat(house.browser().get(first).statusCode()).isEqualTo(410);
    assertThat(house.browser().get(second).statusCode()).isEqualTo(200);

    house.time().advance(Invitations.VALIDITY);
    assertThat(house.browser().get(second).statusCode()).isEqualTo(410);
    Browser later = house.signedIn(tenant, Role.OWNER);
    assertThat(later.get("/members").body()).contains("Too old");
    String third = link(later.post("/members/invitations/" + id + "/renew", Map.of()));
    assertThat(house.browser().get(third).statusCode()).isEqualTo(200);

    later.post("/members/invitations/" + id + "/withdraw", Map.of());
    assertThat(house.browser().get(third).statusCode()).isEqualTo(410);
  }

  @Test
  void whatCannotBeInvitedIsExplainedBesideItsField() {
    Browser owner = house.signedIn(tenant, Role.OWNER);
    owner.get("/members");
    invite(owner, "erin@example.org", Role.VIEWER);
    assertThat(post(owner, "erin@example.org", Role.VIEWER).body()).contains("is invited already");
    assertThat(post(owner, "ann@example.org", Role.VIEWER).body()).contains("is a member already");
    assertThat(post(owner, "nobody", Role.VIEWER).body()).contains("is not an e-mail address");
    Browser administrator = house.signedIn(tenant, Role.ADMINISTRATOR);
    administrator.get("/members");
    assertThat(post(administrator, "frank@example.org", Role.OWNER).statusCode()).isEqualTo(403);
  }

  @Test
  void aMemberWhoIsRemovedIsOutAtOnce() {
    TenantId third = house.tenant("gil@example.org", PASSWORD, "g.example.org");
    Browser owner = house.signedIn(third, Role.OWNER);
    Browser viewer = house.signedIn(third, Role.VIEWER);
    String name =
        viewer.get("/account").body().replaceAll("(?s).*(member\\d+@example.org).*", "$1");
    String page = member(owner, name);

    assertThat(owner.get(page).body()).contains(name);
    owner.post(page + "/role", Map.of("role", "OPERATOR", "seen", "VIEWER"));
    assertThat(viewer.get("/settings").statusCode()).isEqualTo(200);
    owner.post(page + "/remove", Map.of());

    assertThat(viewer.get("/settings").statusCode()).isEqualTo(303);
    assertThat(owner.get("/members").body()).doesNotContain(name);
  }

  @Test
  void aMembersKeysAreNamedBeforeTheyEnd() {
    TenantId third = house.tenant("hal@example.org", PASSWORD, "h.example.org");
    Browser owner = house.signedIn(third, Role.OWNER);
    Browser developer = house.signedIn(third, Role.DEVELOPER);
    String name =
        developer.get("/account").body().replaceAll("(?s).*(member\\d+@example.org).*", "$1");
    developer.get("/api-keys/new");
    developer.post(
        "/api-keys/new", Map.of("name", "nightly", "days", "never", "scopes", "streams:read"));
    String page = member(owner, name);
    assertThat(owner.get(page).body()).contains("nightly", "Keep these keys");

    owner.post(page + "/remove", Map.of("keep-keys", "on"));
    assertThat(owner.get("/api-keys").body()).contains("nightly", "Active").doesNotContain(name);
  }

  @Test
  void whoIsSeenIsWrittenDown() {
    Browser owner = house.signedIn(tenant, Role.OWNER);
    assertThat(owner.get("/members").body())
        .contains(house.time().now().toString().substring(0, 16));
  }

  private static String invite(Browser owner, String email, Role role) {
    owner.get("/members");
    HttpResponse<String> answer = post(owner, email, role);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return link(answer);
  }

  private static HttpResponse<String> post(Browser owner, String email, Role role) {
    return owner.post("/members/invite", Map.of("email", email, "role", role.name()));
  }

  private static String link(HttpResponse<String> answer) {
    return found(LINK, answer.body());
  }

  private static String invitation(Browser owner, String email) {
    String body = owner.get("/members").body();
    String row = body.substring(body.indexOf(">" + email + "<"));
    return found(Pattern.compile("invitations/[0-9a-f-]{36}"), row).substring(12);
  }

  private static String member(Browser owner, String name) {
    String body = owner.get("/members").body();
    return found(MEMBER, body.substring(body.indexOf(">" + name + "<")));
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
    return matcher.group();
  }
}
