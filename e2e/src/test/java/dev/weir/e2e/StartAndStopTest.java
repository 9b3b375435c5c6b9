package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.Web;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.AnyCertificate;
import dev.weir.testkit.ffmpeg.Running;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of an installation: first start, the files it leaves for newcomers, its ports, its death
 * by {@code kill -9} and by Ctrl-C, and its return with everything it knew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(90)
class StartAndStopTest {

  private static final List<String> QUICKSTART_FIELDS =
      List.of(
          "portalUrl",
          "email",
          "password",
          "apiKey",
          "tenant",
          "pushDomain",
          "playDomain",
          "pushUrl",
          "flvUrl",
          "hlsUrl",
          "watchUrl",
          "pushKey",
          "playKey",
          "rtmpPort",
          "httpPort");

  /** Five seconds is the promise, which {@code ./weir bench startup} keeps; tests share cores. */
  private static final Duration SECOND_START_LIMIT = Duration.ofSeconds(8);

  private static final Duration CHILDREN_LIMIT = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Path folder;

  private WeirProcess weir;
  private Quickstart first;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    weir = WeirProcess.start(folder.resolve("data"));
    first = weir.quickstart();
  }

  @AfterAll
  void end() {
    weir.close();
  }

  @Test
  @Order(1)
  void theQuickstartFileIsCompleteAndItsOwnersAlone() throws IOException {
    Path file = weir.dataDir().resolve("quickstart.json");
    for (String field : QUICKSTART_FIELDS) {
      assertThat(first.json().path(field).asText()).as(field).isNotEmpty();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Path secret = weir.dataDir().resolve("cluster.secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
  }

  @Test
  @Order(1)
  void theConsoleSaysWhereToGo() {
    assertThat(weir.console())
        .contains(first.text("portalUrl"))
        .contains(first.text("email"))
        .contains(first.text("password"))
        .contains("rtmp://localhost:" + first.number("rtmpPort") + "/live");
  }

  @Test
  @Order(1)
  void thePortalAndTheGatewayAnswer() {
    HttpResponse<String> portal = Web.get(URI.create(first.text("portalUrl")));
    assertThat(portal.statusCode()).isIn(200, 302, 303);
    assertThat(Web.get(URI.create(first.text("watchUrl"))).statusCode()).isEqualTo(200);
    assertThat(Web.get(URI.create(first.text("flvUrl"))).statusCode()).isEqualTo(404);
    assertThat(Web.get(weir.ops("/health/live")).statusCode()).isEqualTo(200);
    assertThat(Web.get(weir.ops("/metrics")).body()).contains("weir_");
  }

  @Test
  @Order(2)
  void encryptedPushAndPlayWorkWithTheCertificateThatItMadeItself() throws Exception {
    Path file = Source.h264AndAac().draw(folder, "secure", 20);
    String push = first.securePushUrl("secure", weir.port("WEIR_INGEST_RTMPS_PORT"));
    try (Running encoder = Encoder.loop(file, push)) {
      first.awaitLive("secure");
      URI uri = first.playUrl("https", weir.port("WEIR_GATEWAY_HTTPS_PORT"), "secure.flv");
      for (HttpClient.Version version : HttpClient.Version.values()) {
        HttpClient client = AnyCertificate.client(version);
        HttpResponse<InputStream> answer =
            client.send(
                HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
          assertThat(answer.statusCode()).isEqualTo(200);
          assertThat(answer.version()).isEqualTo(version);
          assertThat(body.readNBytes(3)).asString().isEqualTo("FLV");
          assertThat(body.readNBytes(50_000)).hasSize(50_000);
        }
        client.shutdownNow();
      }
      assertThat(encoder.isAlive()).as(encoder::errorsSoFar).isTrue();
    }
  }

  @Test
  @Order(3)
  void aPortThatIsTakenIsSaidAndNothingIsLeftRunning() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());
      WeirProcess other =
          WeirProcess.launch(
              folder.resolve("taken"), Map.of("WEIR_INGEST_RTMP_PORT", port), List.of());
      assertThat(other.awaitEnd(Duration.ofSeconds(60))).isEqualTo(2);
      assertThat(other.console()).contains(port).contains("ingest.rtmp.port");
      assertThat(other.console()).doesNotContain("\tat ");
    }
  }

  @Test
  @Order(3)
  void anUnknownSettingIsAnsweredWithTheNearestName() {
    WeirProcess other =
        WeirProcess.launch(
            folder.resolve("unknown"), Map.of(), List.of("--gateway.http.prot=1234"));
    assertThat(other.awaitEnd(PATIENCE)).isEqualTo(2);
    assertThat(other.console()).contains("gateway.http.prot").contains("gateway.http.port");
  }

  @Test
  @Order(4)
  void afterAKillNothingIsLeftRunning() {
    List<ProcessHandle> children = weir.handle().descendants().toList();
    assertThat(children).as("embedded servers").hasSizeGreaterThanOrEqualTo(2);
    weir.kill();
    await("an end of the embedded servers")
        .atMost(CHILDREN_LIMIT)
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  @Order(5)
  void theNextStartKnowsEverythingAndIsQuick() {
    WeirProcess again = WeirProcess.launch(folder.resolve("data"), Map.of(), List.of());
    weir = again;
    Duration ready = again.awaitReady();
    System.out.println("second start: ready after " + ready.toMillis() + " ms");
    Quickstart second = again.quickstart();
    for (String field : List.of("email", "password", "apiKey", "tenant", "pushKey", "playKey")) {
      assertThat(second.text(field)).as(field).isEqualTo(first.text(field));
    }
    assertThat(ready).isLessThan(SECOND_START_LIMIT);
  }

  @Test
  @Order(6)
  void ctrlCEndsItCleanly() {
    List<ProcessHandle> children = weir.handle().descendants().toList();
    assertThat(weir.stop()).as(weir::consoleTail).isZero();
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(weir.console()).doesNotContain("Exception");
  }
}
