package dev.weir.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.AccountDesk.Newcomer;
import dev.weir.portal.AccountDesk.Outcome;
import dev.weir.portal.account.signup.SignUpMode;
import dev.weir.portal.callback.delivery.CallbackConfig;
import dev.weir.portal.domain.DomainsConfig;
import dev.weir.portal.identity.Role;
import dev.weir.portal.platform.PlatformConfig;
import dev.weir.portal.web.PortalOrigin;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the command line makes, seen by the portal. */
@Timeout(60)
class AccountDeskTest {

  private static final String PASSWORD = "four quiet rivers";
  private static final String PORTAL = "http://localhost:8080";

  private static PortalHouse house;
  private static AccountDesk desk;
  private static TenantId first;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    first = house.tenant("first@example.org", PASSWORD, "first.example.org");
    house.tenant("second@example.org", PASSWORD, "second.example.org");
    desk =
        new AccountDesk(
            house.vertx(),
            house.database(),
            house.box(),
            house.time(),
            new PortalConfig(
                "127.0.0.1",
                0,
                new PortalOrigin(URI.create(PORTAL)),
                SignUpMode.CLOSED,
                Optional.empty(),
                DomainsConfig.DEFAULTS,
                CallbackConfig.DEFAULTS,
                PlatformConfig.DEFAULTS));
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void aNewPersonChoosesAPasswordByTheLink() {
    Outcome outcome =
        desk.create(
            new Newcomer("ada@example.org", "Ada", "first@example.org", Role.DEVELOPER, false));

    choose(((Outcome.Made) outcome).link());
    Browser browser = house.browser();
    assertThat(browser.signIn("ada@example.org", PASSWORD).statusCode()).isEqualTo(303);
    assertThat(browser.get("/account").body()).contains("Ada", "first@example.org", "Developer");
    assertThat(house.dump("audit_entry")).contains("MEMBER_JOINED");
  }

  @Test
  void aPersonOfTwoTenantsComesBackToTheLastOne() {
    assertThat(desk.create(joining("first@example.org", "second@example.org")))
        .isEqualTo(new Outcome.Joined());
    assertThat(desk.create(joining("first@example.org", "second@example.org")))
        .isEqualTo(new Outcome.Member(false));
    assertThat(tenantAfterSignIn()).contains("<dd>first@example.org</dd>").contains("Owner");

    house.sql(
        "UPDATE membership SET last_seen_at = 'infinity' WHERE role = 'VIEWER'"
            + " AND tenant_id <> '"
            + first
            + "'");

    assertThat(tenantAfterSignIn()).contains("<dd>second@example.org</dd>").contains("Viewer");
  }

  @Test
  void anOperatorHasTheConsole() {
    Newcomer olga =
        new Newcomer("olga@example.org", "Olga", "second@example.org", Role.VIEWER, true);
    choose(((Outcome.Made) desk.create(olga)).link());
    Browser browser = house.browser();
    browser.signIn("olga@example.org", PASSWORD);
    assertThat(browser.get("/operator").statusCode()).isEqualTo(200);
    assertThat(desk.create(olga)).as("again").isEqualTo(new Outcome.Member(false));
    assertThat(house.dump("audit_entry")).contains("STAFF_APPOINTED");
  }

  @Test
  void aMemberBecomesAnOperatorAndKeepsTheRole() {
    desk.create(joining("first@example.org", "first@example.org"));
    Newcomer first =
        new Newcomer("first@example.org", "First", "first@example.org", Role.VIEWER, true);
    assertThat(desk.create(first)).isEqualTo(new Outcome.Member(true));
    Browser browser = house.browser();
    browser.signIn("first@example.org", PASSWORD);
    assertThat(browser.get("/operator").statusCode()).isEqualTo(200);
  }

  @Test
  void nobodyJoinsATenantThatIsNotThere() {
    assertThat(desk.create(joining("x@example.org", "no such tenant")))
        .isEqualTo(new Outcome.TenantUnclear(0));
    assertThat(desk.passwordLink("x@example.org")).isEmpty();
  }

  @Test
  void aLinkIsHandedOutForAForgottenPassword() {
    String link = desk.passwordLink("second@example.org").orElseThrow();
    assertThat(link).startsWith(PORTAL + "/reset/");
    assertThat(house.browser().signIn("second@example.org", PASSWORD).statusCode())
        .as("nothing has changed yet")
        .isEqualTo(303);
    choose(link);
    assertThat(house.dump("audit_entry")).contains("PASSWORD_LINK_MADE", "PASSWORD_CHANGED");
  }

  private static Newcomer joining(String email, String tenant) {
    return new Newcomer(email, "Somebody", tenant, Role.VIEWER, false);
  }

  private static String tenantAfterSignIn() {
    Browser browser = house.browser();
    browser.signIn("first@example.org", PASSWORD);
    return browser.get("/account").body();
  }

  private static void choose(String link) {
    String path = link.substring(PORTAL.length());
    Browser browser = house.browser();
    browser.get(path);
    assertThat(browser.post(path, Map.of("password", PASSWORD)).statusCode()).isEqualTo(303);
  }
}
