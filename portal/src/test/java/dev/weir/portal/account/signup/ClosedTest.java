package dev.weir.portal.account.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.Who;
import dev.weir.portal.member.Founding;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where the operator alone makes accounts. */
@Timeout(60)
class ClosedTest {

  private static final String PASSWORD = "four quiet rivers";
  private static final Pattern LINK = Pattern.compile("/invitations/[A-Za-z0-9_-]{43}");

  private static PortalHouse house;
  private static TenantId tenant;

  @BeforeAll
  static void open() {
    house = PortalHouse.open(SignUpMode.CLOSED);
    tenant = house.tenant("ann@example.org", PASSWORD, "a.example.org");
    house.tenant("bob@example.org", PASSWORD, "b.example.org");
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void nobodySignsUp() {
    Browser stranger = house.browser();
    assertThat(stranger.get("/sign-up").statusCode()).isEqualTo(404);
    assertThat(stranger.get("/sign-in").body()).doesNotContain("/sign-up");
  }

  @Test
  void anInvitationOfAMemberIsForWhoHasAnAccount() {
    String link = invite("new@example.org");
    Browser guest = house.browser();
    assertThat(guest.get(link).body())
        .contains("no account for new@example.org", "operator of this platform")
        .doesNotContain("name=\"password\"");
    // The cookie that forms need comes from another door.
    guest.get("/sign-in");
    Map<String, String> forced = Map.of("name", "Newt", "password", PASSWORD);
    assertThat(guest.post(link, forced).statusCode()).isEqualTo(403);
    assertThat(house.dump("person")).doesNotContain("new@example.org");

    String known = invite("bob@example.org");
    Browser bob = house.browser();
    bob.signIn("bob@example.org", PASSWORD);
    bob.get(known);
    assertThat(bob.post(known + "/accept", Map.of()).statusCode()).isEqualTo(303);
  }

  @Test
  void theOperatorInvitesANewTenantsOwner() {
    String token =
        new Founding(house.database(), new AuditLog(house.time()), house.time())
            .found(new Who.CommandLine(), Origin.NONE, "Third", "carol@example.org")
            .token();
    Browser carol = house.browser();
    carol.get("/invitations/" + token);
    Map<String, String> form = Map.of("name", "Carol", "password", PASSWORD);
    assertThat(carol.post("/invitations/" + token, form).statusCode()).isEqualTo(303);
    assertThat(carol.get("/account").body()).contains("Third", "Owner");
  }

  private static String invite(String email) {
    Browser owner = house.signedIn(tenant, Role.OWNER);
    owner.get("/members");
    String page =
        owner.post("/members/invite", Map.of("email", email, "role", Role.VIEWER.name())).body();
    Matcher found = LINK.matcher(page);
    assertThat(found.find()).isTrue();
    return found.group();
  }
}
