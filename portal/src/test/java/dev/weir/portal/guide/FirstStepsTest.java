package dev.weir.portal.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.domain.DomainsConfig;
import dev.weir.portal.identity.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tenant begins with nothing, and the guide follows it by what is so. */
@Timeout(60)
class FirstStepsTest {

  private static final int PATIENCE_MS = 25_000;
  private static final int MAX_HEARTBEATS = 5;

  private static PortalHouse house;
  private static LiveTelling telling;
  private static int tenants;

  private String domain = "";
  private TenantId tenant;
  private Browser owner;

  @BeforeAll
  static void open() {
    house =
        PortalHouse.open(
            new DomainsConfig(
                Optional.of(new DomainName("edge.test")),
                DomainsConfig.DEFAULTS.deletionGrace(),
                DomainsConfig.DEFAULTS.proof()));
    telling = new LiveTelling(house.live());
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void aTenantBegins() {
    telling.live();
    String name = "Rivers " + ++tenants;
    domain = "rivers-" + tenants + ".edge.test";
    tenant = tenant(name);
    owner = house.signedIn(tenant, Role.OWNER);
  }

  @Test
  void aNewTenantComesHomeToItsFirstStep() {
    assertThat(home(owner)).isEqualTo("/guide");
    assertThat(owner.get("/guide").body())
        .contains("0 of 6 done")
        .contains("href=\"/domains/new\"")
        .contains("Your picture will be here")
        .doesNotContain("auth_key");
  }

  @Test
  void stepsTickThemselvesOffByWhatIsSo() {
    takePlatformName();
    String pushing = owner.get("/guide").body();
    assertThat(pushing)
        .contains("2 of 6 done")
        .contains("value=\"rtmp://" + domain + ":1935/live\"")
        .contains("value=\"first?auth_key=")
        .contains("Waiting for your encoder");

    telling.live(LiveTelling.stream(tenant, domain, "first", "OBS 31"));
    assertThat(owner.get("/guide").body())
        .contains("3 of 6 done", "You are live", "H.264, 1920 × 1080", "<iframe")
        .contains("value=\"http://" + domain + ":8081/live/first.html?auth_key=");

    telling.viewers(tenant, domain, "first", 1);
    assertThat(owner.get("/guide").body()).contains("3 of 6 done");
    telling.viewers(tenant, domain, "first", 2);
    assertThat(owner.get("/guide").body()).contains("4 of 6 done", "Invite somebody");

    owner.post("/members/invite", Map.of("email", "ada@example.org", "role", "OPERATOR"));
    assertThat(owner.get("/guide").body()).contains("5 of 6 done", "/account/second-factor");

    telling.live();
    assertThat(owner.get("/guide").body()).as("what was reached stays").contains("5 of 6 done");
  }

  @Test
  void aTenantThatIsLiveComesHomeToItsStreams() {
    takePlatformName();
    telling.live(LiveTelling.stream(tenant, domain, "first", "OBS 31"));
    assertThat(home(owner)).isEqualTo("/streams");
    telling.live();
    assertThat(home(owner)).isEqualTo("/guide");
  }

  @Test
  void eachPutsItAwayAloneAndBringsItBack() {
    Browser colleague = house.signedIn(tenant, Role.ADMINISTRATOR);
    assertThat(owner.get("/guide").body()).contains("Put away");

    HttpResponse<String> away = owner.post("/guide/away", Map.of());

    assertThat(location(away)).startsWith("/streams?done=");
    assertThat(owner.get(location(away)).body()).contains("in the menu with your name");
    assertThat(home(owner)).isEqualTo("/streams");
    assertThat(home(colleague)).isEqualTo("/guide");

    owner.get("/guide");
    assertThat(location(owner.post("/guide/away", Map.of("show", "again"))))
        .startsWith("/guide?done=");
    assertThat(home(owner)).isEqualTo("/guide");
  }

  @Test
  void everybodySeesTheStepsThatAreTheirs() {
    Browser developer = house.signedIn(tenant, Role.DEVELOPER);
    assertThat(home(developer)).isEqualTo("/guide");
    assertThat(developer.get("/guide").body())
        .contains("0 of 5 done", "An owner or an administrator")
        .doesNotContain("/domains/new", "of-platform", "Invite a colleague");

    Browser viewer = house.signedIn(tenant, Role.VIEWER);
    assertThat(home(viewer)).isEqualTo("/streams");
    assertThat(viewer.get("/streams").body()).doesNotContain("\"/guide\"");
    assertThat(viewer.get("/guide").statusCode()).isEqualTo(403);
    assertThat(home(house.signedIn(tenant, Role.BILLING))).isEqualTo("/account");
  }

  @Test
  void anotherTenantsStreamTicksNothing() {
    TenantId other = tenant("Lakes");
    house.domain(other, "lakes.example.org");
    telling.live(LiveTelling.stream(other, "lakes.example.org", "secret-show", "OBS 31"));
    assertThat(home(owner)).isEqualTo("/guide");
    assertThat(owner.get("/guide").body()).contains("0 of 6 done").doesNotContain("secret-show");
  }

  @Test
  void anOpenGuideSaysSoWhenTheFirstPictureArrives() throws IOException {
    takePlatformName();
    try (Socket socket = follow()) {
      BufferedReader events =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      until(events, "2 of 6 done");

      telling.live(LiveTelling.stream(tenant, domain, "first", "OBS 31"));

      assertThat(until(events, "You are live")).contains("3 of 6 done");
    }
  }

  /** Nobody tells of it: the page looks by itself. */
  @Test
  void anOpenGuideNoticesADomainThatComesOnline() throws IOException {
    try (Socket socket = follow()) {
      BufferedReader events =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      until(events, "0 of 6 done");

      house.domain(tenant, "noticed.example.org");

      assertThat(until(events, "noticed.example.org:1935/live")).contains("2 of 6 done");
    }
  }

  /** Takes the platform's name for the tenant, as the guide offers it. */
  private void takePlatformName() {
    owner.get("/guide");
    assertThat(location(owner.post("/domains/of-platform", Map.of("from", "guide"))))
        .isEqualTo("/guide");
  }

  /** Nobody works for it yet. */
  private static TenantId tenant(String name) {
    TenantId made = new TenantId(UUID.randomUUID());
    house.sql("INSERT INTO tenant (id, name) VALUES ('%s', '%s')".formatted(made, name));
    return made;
  }

  private static String home(Browser browser) {
    return location(browser.get("/"));
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private Socket follow() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.portal().port());
    socket.setSoTimeout(PATIENCE_MS);
    String request =
        "GET /guide/events HTTP/1.1\r\nHost: localhost\r\nCookie: weir-session=%s\r\n\r\n"
            .formatted(owner.cookies().get("weir-session"));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Reads lines until one of them has {@code text}, for a few heartbeats; gives all of them. */
  private static String until(BufferedReader events, String text) throws IOException {
    StringBuilder read = new StringBuilder();
    int heartbeats = 0;
    String line;
    do {
      line = events.readLine();
      heartbeats += ": still here".equals(line) ? 1 : 0;
      assertThat(heartbeats).as("waiting for %s after %s", text, read).isLessThan(MAX_HEARTBEATS);
      assertThat(line).as("waiting for %s after %s", text, read).isNotNull();
      read.append(line).append('\n');
    } while (!line.contains(text));
    return read.toString();
  }
}
