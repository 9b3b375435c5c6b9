package dev.weir.portal.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.domain.DomainsConfig;
import dev.weir.portal.domain.proof.ProofConfig;
import dev.weir.portal.identity.Role;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tenants come and go by the hands of the platform's staff, over HTTP. */
@Timeout(60)
class TenantLifeTest {

  private static final String EMAIL = "owner@example.org";
  private static final String PASSWORD = "a long password";
  private static final DomainName DOMAIN = new DomainName("b.example.org");
  private static final Pattern LINK = Pattern.compile("value=\"[^\"]*(/invitations/[^\"]+)\"");
  private static final Pattern PAGE = Pattern.compile("/operator/tenants/[0-9a-f-]{36}");

  private PortalHouse house;
  private Browser staff;
  private TenantId home;
  private TenantId tenant;

  @BeforeEach
  void open() {
    DomainName base = new DomainName("live.example.net");
    house =
        PortalHouse.open(
            new DomainsConfig(Optional.of(base), Duration.ofDays(7), ProofConfig.DEFAULTS));
    home = house.tenant("staff@example.org", PASSWORD, "a.example.org");
    staff = house.signedInAsStaff(home, Role.VIEWER);
    tenant = house.tenant(EMAIL, PASSWORD, DOMAIN.value());
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aNewTenantHasAnInvitedOwnerAndANameOfThePlatforms() {
    staff.get("/operator/new");
    String made =
        staff
            .post(
                "/operator/new",
                Map.of("name", "Harbour TV", "owner", "Ann@Example.org", "label", "harbour"))
            .body();
    assertThat(house.dump("mail")).contains("ann@example.org");
    assertThat(house.policies().find(new DomainName("harbour.live.example.net"))).isPresent();

    Browser ann = house.browser();
    String link = found(LINK, made).group(1);
    assertThat(ann.get(link).body()).contains("Join Harbour TV");
    ann.post(link, Map.of("name", "Ann", "password", PASSWORD));
    assertThat(ann.get("/domains").body()).contains("harbour.live.example.net");
    assertThat(house.dump("audit_entry").split("TENANT_CREATED", -1)).hasSizeGreaterThan(3);
    assertThat(staff.get(found(PAGE, made).group()).body()).contains("Harbour TV", "In service");
  }

  @Test
  void aNameThatCannotBeIsSaidBesideItsField() {
    staff.get("/operator/new");
    Map<String, String> typed = Map.of("name", "Harbour", "owner", "ann@example.org");
    for (String odd : new String[] {"Ha rbour", "www", "x", "-x-"}) {
      var refused = staff.post("/operator/new", with(typed, "label", odd));
      assertThat(refused.statusCode()).as(odd).isEqualTo(400);
      assertThat(refused.body()).contains("3 to 40 small letters").contains("value=\"Harbour\"");
    }
    assertThat(staff.post("/operator/new", with(typed, "owner", "nobody")).body())
        .contains("does not look like an e-mail address");
    house.domain(home, "harbour.live.example.net");
    assertThat(staff.post("/operator/new", with(typed, "label", "harbour")).body())
        .contains("Somebody has this name already.");
    assertThat(house.dump("tenant")).doesNotContain("Harbour");
  }

  @Test
  void aDeletedTenantIsOutOfServiceAndSaysWhy() {
    Browser owner = house.browser();
    owner.signIn(EMAIL, PASSWORD);
    delete();

    assertThat(house.policies().find(DOMAIN).orElseThrow().suspended()).isTrue();
    assertThat(owner.get("/streams").statusCode()).isEqualTo(303);
    var refused = owner.signIn(EMAIL, PASSWORD);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("is being deleted");
    assertThat(page()).contains("Bring the tenant back").doesNotContain("Suspend the tenant");
    assertThat(staff.get("/operator?standing=deleting").body()).contains(EMAIL);
    assertThat(house.dump("audit_entry").split("TENANT_DELETED", -1)).hasSize(3);
  }

  @Test
  void itsNameMustBeTyped() {
    staff.get(path("/delete"));
    var refused = staff.post(path("/delete"), Map.of("name", "somebody else"));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("This is not the tenant’s name.");
    assertThat(page()).contains("In service");
  }

  @Test
  void aTenantOfTheStaffsOwnIsNotDeleted() {
    String own = "/operator/tenants/" + home + "/delete";
    staff.get(own);
    assertThat(staff.post(own, Map.of("name", "staff@example.org")).body())
        .contains("would be locked out");
    assertThat(staff.get("/operator").statusCode()).isEqualTo(200);
  }

  @Test
  void aTenantComesBackAsItWasForThirtyDays() {
    staff.get(path(""));
    staff.post(path("/suspend"), Map.of("reason", "The invoice of March is open."));
    delete();
    assertThat(purge().round()).isZero();
    staff.get(path(""));
    assertThat(staff.post(path("/restore"), Map.of()).statusCode()).isEqualTo(303);
    assertThat(page()).contains("The invoice of March is open.", "Resume the tenant");

    staff.post(path("/resume"), Map.of());
    delete();
    later();
    staff.get(path(""));
    assertThat(staff.post(path("/restore"), Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void whenItsTimeIsOverNothingIsLeftButTheLog() {
    delete();
    later();
    assertThat(purge().round()).isOne();
    assertThat(purge().round()).isZero();

    assertThat(staff.get(path("")).statusCode()).isEqualTo(404);
    assertThat(house.policies().find(DOMAIN)).isEmpty();
    assertThat(house.dump("person")).doesNotContain(EMAIL);
    assertThat(house.browser().signIn(EMAIL, PASSWORD).statusCode()).isEqualTo(401);
    assertThat(house.dump("audit_entry").split("TENANT_PURGED", -1)).hasSize(3);
    // The name and the address are free again.
    house.tenant(EMAIL, PASSWORD, DOMAIN.value());
  }

  private TenantPurge purge() {
    return new TenantPurge(
        house.database(), house.objects(), new AuditLog(house.time()), house.desk(), house.time());
  }

  /** The time of grace is over; the session of who looks on is as fresh as before. */
  private void later() {
    house.time().advance(TenantDeletion.GRACE);
    staff = house.signedInAsStaff(home, Role.VIEWER);
  }

  private void delete() {
    staff.get(path("/delete"));
    assertThat(staff.post(path("/delete"), Map.of("name", EMAIL)).statusCode()).isEqualTo(303);
  }

  private String page() {
    return staff.get(path("")).body();
  }

  private String path(String rest) {
    return "/operator/tenants/" + tenant + rest;
  }

  private static Map<String, String> with(Map<String, String> typed, String name, String value) {
    Map<String, String> more = new java.util.TreeMap<>(typed);
    more.put(name, value);
    return more;
  }

  private static Matcher found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s", pattern).isTrue();
    return matcher;
  }
}
