package dev.weir.portal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import dev.weir.portal.tenant.Quickstart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsTest {

  private static final int PATIENCE_MS = 25_000;

  /** What a change of somebody's rights takes at most to hold on pages that are open. */
  private static final Duration IN_FORCE = Duration.ofSeconds(2);

  private static PortalHouse house;
  private static Quickstart demo;
  private static TenantId tenant;
  private static LiveTelling telling;

  private Browser browser;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    demo = house.demo();
    tenant = TenantId.parse(demo.tenant());
    telling = new LiveTelling(house.live());
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void signIn() {
    telling.live();
    browser = house.browser();
    browser.signIn(demo.email(), demo.password());
  }

  @Test
  void anOpenListLearnsOfAStreamThatBegins() throws IOException {
    try (Socket socket = follow("/streams/events")) {
      BufferedReader events = reader(socket);
      assertThat(until(events, "Nothing is live")).contains("text/event-stream");

      telling.live(LiveTelling.stream(tenant, "localhost", "demo01", "OBS"));

      assertThat(until(events, "/streams/localhost/live/demo01")).contains("data: ");
    }
  }

  @Test
  void anOpenPageLearnsThatItsStreamIsLive() throws IOException {
    try (Socket socket = follow("/streams/localhost/live/demo01/events")) {
      BufferedReader events = reader(socket);
      until(events, "Not live");

      telling.live(LiveTelling.stream(tenant, "localhost", "demo01", "OBS"));

      assertThat(until(events, "</section>"))
          .contains("id=\"state\"")
          .contains("<iframe")
          .contains("4.82 Mbit/s");
    }
  }

  @Test
  void anotherTenantsStreamIsNoNews() throws IOException {
    TenantId other = house.tenant("o@example.org", "another long password", "o.example.org");
    try (Socket socket = follow("/streams/events")) {
      BufferedReader events = reader(socket);
      until(events, "Nothing is live");

      telling.live(LiveTelling.stream(other, "o.example.org", "secret-show", "OBS"));
      telling.live(
          LiveTelling.stream(other, "o.example.org", "secret-show", "OBS"),
          LiveTelling.stream(tenant, "localhost", "own-show", "OBS"));

      assertThat(until(events, "own-show")).doesNotContain("secret-show");
    }
  }

  @Test
  void anOpenPageEndsWithItsSession() throws IOException {
    try (Socket socket = follow("/streams/events")) {
      BufferedReader events = reader(socket);
      until(events, "Nothing is live");
      browser.get("/account");
      long beganNanos = System.nanoTime();
      browser.post("/sign-out", Map.of());
      until(events, "event: ended");
      assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(IN_FORCE);
    }
  }

  /** What is open was rendered for another role: it ends, and the browser asks anew. */
  @Test
  void anOpenPageEndsWhenItsPersonGetsAnotherRole() throws IOException {
    browser = house.signedIn(tenant, Role.OPERATOR);
    try (Socket socket = follow("/streams/events")) {
      BufferedReader events = reader(socket);
      until(events, "Nothing is live");
      long beganNanos = System.nanoTime();
      house.sql(
          """
          UPDATE membership SET role = 'BILLING' WHERE person_id =
            (SELECT person_id FROM portal_session WHERE id_hash = sha256('%s'))
          """
              .formatted(browser.cookies().get("weir-session")));
      until(events, "event: ended");
      assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(IN_FORCE);
    }
    assertThat(browser.get("/streams").statusCode()).isEqualTo(403);
  }

  @Test
  void aStrangerFollowsNothing() {
    assertThat(
            house.browser().with("Accept", "text/event-stream").get("/streams/events").statusCode())
        .isEqualTo(401);
  }

  private Socket follow(String path) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.portal().port());
    socket.setSoTimeout(PATIENCE_MS);
    String request =
        "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCookie: weir-session=%s\r\n\r\n"
            .formatted(path, browser.cookies().get("weir-session"));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Reads lines until one of them has {@code text}; gives all of them. */
  private static String until(BufferedReader events, String text) throws IOException {
    StringBuilder read = new StringBuilder();
    String line;
    do {
      line = events.readLine();
      assertThat(line).as("waiting for %s after %s", text, read).isNotNull();
      read.append(line).append('\n');
    } while (!line.contains(text));
    return read.toString();
  }
}
