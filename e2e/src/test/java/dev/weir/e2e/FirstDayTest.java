package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.weir.e2e.browser.PortalPage;
import dev.weir.e2e.browser.SharedBrowser;
import dev.weir.e2e.browser.WatchPage;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.testkit.dns.DnsRecord;
import dev.weir.testkit.dns.DnsUnderTest;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Running;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody's first day: signs up, confirms the address from the mailbox, adds a domain, proves it
 * with a record that a name server on loopback has, points it here, pushes to it from ffmpeg,
 * watches, shares, and leaves. The first steps lead the way; nothing is done outside of the portal
 * but the records and the encoder.
 */
@ExtendWith(SharedBrowser.class)
@Timeout(240)
class FirstDayTest {

  private static final String DOMAIN = "live.example.test";
  private static final String EMAIL = "ada@rivers.test";
  private static final String PASSWORD = "four quiet rivers";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void aNewcomerSignsUpAndWatchesAStreamOnADomainOfTheirOwn(Browser browser) {
    try (DnsUnderTest dns = DnsUnderTest.open();
        WeirProcess weir =
            WeirProcess.start(
                folder.resolve("data"),
                Map.of("WEIR_DNS_RESOLVER", dns.address(), "WEIR_PLATFORM_DOMAIN", "edge.test"));
        PortalPage portal = PortalPage.open(browser, weir.quickstart())) {
      signUp(portal);
      confirmFromTheMailbox(portal, weir.quickstart());
      addDomain(portal);
      publishRecords(portal, dns);
      bringOnline(portal);
      pushAndWatch(portal, browser);
      portal.signOut();
      portal.page().navigate(weir.quickstart().text("portalUrl") + "/guide");
      assertThat(portal.page().url()).contains("/sign-in");
      assertThat(portal.complaints()).filteredOn(line -> !line.contains("status of 4")).isEmpty();
    }
  }

  private static void signUp(PortalPage portal) {
    Page page = portal.page();
    link(portal, "Create an account");
    portal.pictures("first-day-1-sign-up");
    page.getByLabel("Your name").fill("Ada");
    page.getByLabel("E-mail address").fill(EMAIL);
    page.getByLabel("Password").fill(PASSWORD);
    page.getByLabel("Name of your organisation").fill("Ada’s Rivers");
    press(portal, "Create an account");
    page.getByText("Look into your mail").waitFor();
    portal.pictures("first-day-2-mail");
  }

  /** Without a mail server the mail is where whoever runs the platform finds it. */
  private static void confirmFromTheMailbox(PortalPage portal, Quickstart quickstart) {
    Page page = portal.page();
    link(portal, "Open the mailbox");
    portal.signIn(quickstart.text("email"), quickstart.text("password"));
    page.getByText(EMAIL).first().waitFor();
    portal.pictures("first-day-3-mailbox");
    link(portal, "Open the link");
    page.getByLabel("Password").fill(PASSWORD);
    portal.pictures("first-day-4-confirm");
    press(portal, "Confirm and sign in");
    page.getByText("0 of 6 done").waitFor();
    portal.pictures("first-day-5-guide");
  }

  private static void addDomain(PortalPage portal) {
    Page page = portal.page();
    link(portal, "Add a domain");
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(DOMAIN);
    portal.pictures("first-day-6-domain");
    press(portal, "Add the domain");
    page.getByText("Waits for proof").waitFor();
    portal.pictures("first-day-7-records");
  }

  /** As a person does at the provider that has the domain's zone. */
  private static void publishRecords(PortalPage portal, DnsUnderTest dns) {
    String target = portal.copy("CNAME target");
    dns.put(
        portal.copy("Name of the TXT record"),
        new DnsRecord.Txt(portal.copy("Value of the TXT record")));
    dns.put(portal.copy("Name of the CNAME record"), new DnsRecord.Cname(target));
    dns.put(target, new DnsRecord.A("127.0.0.1"));
  }

  private static void bringOnline(PortalPage portal) {
    press(portal, "Check now");
    portal.page().getByText("The domain is online.").waitFor();
    portal.pictures("first-day-8-online");
    assertThat(portal.fitsAPhone()).as("fits a phone").isTrue();
    link(portal, "Go on with the first steps");
    portal.page().getByText("2 of 6 done").waitFor();
  }

  private void pushAndWatch(PortalPage portal, Browser browser) {
    Path file = Source.h264AndAac().draw(folder, "first-day", 20);
    String server = portal.copy("Server");
    String key = portal.copy("Stream Key");
    assertThat(server).startsWith("rtmp://" + DOMAIN);
    portal.pictures("first-day-9-push");
    // This machine's resolver does not know the name: the connection goes to loopback, the name
    // goes along as an encoder sends it.
    List<String> arguments =
        List.of(
            "-re",
            "-stream_loop",
            "-1",
            "-i",
            file.toString(),
            "-c",
            "copy",
            "-f",
            "flv",
            "-rtmp_tcurl",
            server,
            server.replace(DOMAIN, "127.0.0.1") + "/" + key);
    try (Running encoder = Ffmpeg.start(arguments)) {
      portal.page().getByText("You are live").waitFor();
      portal.page().getByText("3 of 6 done").waitFor();
      portal.awaitPlayer();
      portal.awaitProgress();
      portal.pictures("first-day-10-live");
      share(portal, browser);
      encoder.kill();
    }
  }

  /** Whoever gets the address watches; the guide notices, and goes on. */
  private static void share(PortalPage portal, Browser browser) {
    try (WatchPage viewer = WatchPage.open(browser, URI.create(portal.copy("Watch address")))) {
      viewer.awaitPlaying(PATIENCE);
      portal.page().getByText("4 of 6 done").waitFor();
      portal.pictures("first-day-11-shared");
    }
  }

  private static void link(PortalPage portal, String name) {
    portal
        .page()
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first()
        .click();
  }

  private static void press(PortalPage portal, String button) {
    portal
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }
}
