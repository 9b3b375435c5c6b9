package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.weir.e2e.browser.PortalPage;
import dev.weir.e2e.browser.Screenshots;
import dev.weir.e2e.browser.SharedBrowser;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.WeirProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The platform's staff at work in the console: the node, a tenant's life, an announcement. */
@ExtendWith({SharedWeir.class, SharedBrowser.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class OperatorBrowserTest {

  private PortalPage portal;
  private Page page;
  private String url;

  @BeforeAll
  void signIn(WeirProcess weir, Browser chromium) {
    Quickstart quickstart = weir.quickstart();
    url = quickstart.text("portalUrl");
    portal = PortalPage.open(chromium, quickstart);
    portal.signIn(quickstart.text("email"), quickstart.text("password"));
    page = portal.page();
  }

  @AfterAll
  void close() {
    portal.close();
  }

  @Test
  void theOneNodeReportsInAllItsParts() {
    page.navigate(url + "/operator/nodes");
    Locator row = page.locator("tr[data-key]");
    row.getByText("Reports").waitFor();
    assertThat(row.innerText()).contains("Ingest", "Gateway", "Portal");
    page.waitForCondition(() -> row.innerText().contains("MB"));
    Screenshots.keep("operator-nodes.png", portal::screenshot);
    assertThat(portal.fitsAPhone()).isTrue();
  }

  @Test
  void aTenantIsMadeDeletedAndBroughtBack() {
    page.navigate(url + "/operator");
    link("New tenant").click();
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Harbour TV");
    page.getByLabel("E-mail address of its owner").fill("ann@example.org");
    Screenshots.keep("operator-new.png", portal::screenshot);
    button("Make the tenant").click();
    assertThat(portal.value("The owner’s link")).contains("/invitations/");
    Screenshots.keep("operator-made.png", portal::screenshot);

    link("Open Harbour TV").click();
    link("Delete the tenant …").click();
    page.getByLabel("Name of the tenant").fill("Harbour TV");
    Screenshots.keep("operator-delete.png", portal::screenshot);
    button("Delete the tenant").click();
    button("Bring the tenant back").waitFor();
    Screenshots.keep("operator-deleting.png", portal::screenshot);
    button("Bring the tenant back").click();
    link("Delete the tenant …").waitFor();
    assertThat(page.locator("main").innerText()).contains("In service");
  }

  @Test
  void anAnnouncementStandsAboveEveryPageUntilItIsTakenAway() {
    page.navigate(url + "/operator/settings");
    page.getByLabel("Announcement").fill("Streams may break off tonight between two and three.");
    button("Save the settings").click();
    page.navigate(url + "/streams");
    assertThat(page.getByText("Streams may break off tonight").count()).isOne();
    page.navigate(url + "/operator/settings");
    Screenshots.keep("operator-settings.png", portal::screenshot);
    assertThat(portal.fitsAPhone()).isTrue();
    page.getByLabel("Announcement").fill("");
    button("Save the settings").click();
    assertThat(page.getByText("Streams may break off tonight").count()).isZero();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
