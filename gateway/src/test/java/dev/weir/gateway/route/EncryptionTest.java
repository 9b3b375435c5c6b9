package dev.weir.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.policy.Transport;
import dev.weir.gateway.house.AnyCertificate;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Playback;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A domain that asks for HTTPS, and one that does not. */
@Timeout(60)
final class EncryptionTest {

  private static final String PLAYLIST = "/live/demo01.m3u8";

  private static GatewayUnderTest gateway;
  private static Web strict;
  private static Web lax;
  private static String sessionFolder;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start();
    strict = Web.ofOpen(gateway);
    lax = Web.of(gateway);
    gateway.push("demo01").send(Clip.avcAac().until(4_000));
    sessionFolder = "/live/~" + Playback.open(strict, "demo01").token() + "/demo01";
    gateway.policies().put(Rules.open(new Transport(true, Duration.ofDays(30))));
  }

  @AfterAll
  static void stop() throws Exception {
    lax.close();
    strict.close();
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {PLAYLIST + "?container=ts&x=%41", "/live/demo01.html", "/live/demo01.flv"})
  void whoBeginsInClearTextIsSentToTheSameAddress(String path) {
    for (String method : List.of("GET", "HEAD")) {
      HttpResponse<byte[]> answer = strict.send(method, path, "Origin", Rules.PARTNER);
      assertThat(answer.statusCode()).isEqualTo(308);
      assertThat(Web.header(answer, "location"))
          .isEqualTo("https://127.0.0.1:" + gateway.tlsPort() + path);
      assertThat(Web.header(answer, "access-control-allow-origin")).isEqualTo(Rules.PARTNER);
      assertThat(Web.header(answer, "strict-transport-security")).isEmpty();
    }
  }

  @Test
  void whoComesToTheUsualPortIsSentToTheUsualPort() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      assertThat(ask(socket, "127.0.0.1", PLAYLIST))
          .startsWith("HTTP/1.1 308")
          .containsIgnoringCase("\nlocation: https://127.0.0.1/live/demo01.m3u8\n");
    }
  }

  @Test
  void whatWasBegunAndWhatCannotBeSentElsewhereIsRefused() throws IOException {
    long before = gateway.faults().total(FaultCode.HTTPS_REQUIRED);
    HttpResponse<byte[]> file = strict.get(sessionFolder + "/video.m3u8");
    assertThat(file.statusCode()).isEqualTo(403);
    assertThat(Web.body(file)).startsWith("HTTPS_REQUIRED");
    assertThat(strict.get(sessionFolder + ".json").statusCode()).isEqualTo(403);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      String upgrade = "127.0.0.1\r\nConnection: upgrade\r\nUpgrade: websocket";
      assertThat(ask(socket, upgrade, "/live/demo01.flv")).startsWith("HTTP/1.1 403");
    }
    assertThat(gateway.faults().total(FaultCode.HTTPS_REQUIRED)).isEqualTo(before + 3);
    assertThat(strict.send("OPTIONS", PLAYLIST).statusCode()).isEqualTo(204);
  }

  @Test
  void overHttpsAllIsServedAndBrowsersAreToldToStay() throws Exception {
    try (Socket socket =
        AnyCertificate.trusting()
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), gateway.tlsPort())) {
      assertThat(ask(socket, "127.0.0.1", sessionFolder + "/video.m3u8"))
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("\nstrict-transport-security: max-age=2592000\n");
    }
  }

  @Test
  void otherDomainsAreServedInClearText() {
    HttpResponse<byte[]> answer = lax.get(Rules.sign(PLAYLIST));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Web.header(answer, "strict-transport-security")).isEmpty();
  }

  /** The head of the answer to a GET. */
  private static String ask(Socket socket, String host, String path) throws IOException {
    socket.setSoTimeout(10_000);
    String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    for (String line = reader.readLine();
        line != null && !line.isEmpty();
        line = reader.readLine()) {
      head.append(line).append('\n');
    }
    return head.toString();
  }
}
