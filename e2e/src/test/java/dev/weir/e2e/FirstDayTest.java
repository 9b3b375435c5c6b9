package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.weir.e2e.browser.PortalPage;
import dev.weir.e2e.browser.Screenshots;
import dev.weir.e2e.browser.SharedBrowser;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.testkit.dns.DnsRecord;
import dev.weir.testkit.dns.DnsUnderTest;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Running;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tenant's first day with a domain of its own: adds it, proves it with a record that a name
 * server on loopback has, points it here, pushes to it and watches, with no step outside of the
 * portal but the records and the encoder.
 */
@ExtendWith(SharedBrowser.class)
@Timeout(180)
class FirstDayTest {

  private static final String DOMAIN = "live.example.test";

  @TempDir private Path folder;

  @Test
  void aDomainIsAddedProvenPushedToAndWatched(Browser browser) {
    try (DnsUnderTest dns = DnsUnderTest.open();
        WeirProcess weir =
            WeirProcess.start(
                folder.resolve("data"),
                Map.of("WEIR_DNS_RESOLVER", dns.address(), "WEIR_PLATFORM_DOMAIN", "edge.test"))) {
      Quickstart quickstart = weir.quickstart();
      try (PortalPage portal = PortalPage.open(browser, quickstart)) {
        portal.signIn(quickstart.text("email"), quickstart.text("password"));
        addDomain(portal);
        publishRecords(portal, dns);
        press(portal, "Check now");
        portal.page().getByText("The domain is online.").waitFor();
        Screenshots.keep("first-day-online.png", portal::screenshot);
        assertThat(portal.fitsAPhone()).as("fits a phone").isTrue();
        pushAndWatch(portal, quickstart);
      }
    }
  }

  private static void addDomain(PortalPage portal) {
    Page page = portal.page();
    page.navigate(page.url().replaceAll("/streams.*", "/domains"));
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Add a domain")).click();
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(DOMAIN);
    press(portal, "Add the domain");
    page.getByText("Waits for proof").waitFor();
    Screenshots.keep("first-day-steps.png", portal::screenshot);
  }

  /** As a person does at the provider that has the domain's zone. */
  private static void publishRecords(PortalPage portal, DnsUnderTest dns) {
    String target = portal.value("CNAME target");
    dns.put(
        portal.value("Name of the TXT record"),
        new DnsRecord.Txt(portal.value("Value of the TXT record")));
    dns.put(portal.value("Name of the CNAME record"), new DnsRecord.Cname(target));
    dns.put(target, new DnsRecord.A("127.0.0.1"));
  }

  private void pushAndWatch(PortalPage portal, Quickstart quickstart) {
    Path file = Source.h264AndAac().draw(folder, "first-day", 20);
    Page page = portal.page();
    page.navigate(quickstart.text("portalUrl") + "/streams/" + DOMAIN + "/live/first");
    String push = portal.value("RTMP, in one");
    assertThat(push).startsWith("rtmp://" + DOMAIN);
    // This machine's resolver does not know the name: the connection goes to loopback, the name
    // goes along as an encoder sends it.
    String app = push.substring(0, push.lastIndexOf('/'));
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
            app,
            push.replace(DOMAIN, "127.0.0.1"));
    try (Running encoder = Ffmpeg.start(arguments)) {
      portal.awaitPlayer();
      Screenshots.keep("first-day-watching.png", portal::screenshot);
      encoder.kill();
    }
  }

  private static void press(PortalPage portal, String button) {
    portal
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }
}
