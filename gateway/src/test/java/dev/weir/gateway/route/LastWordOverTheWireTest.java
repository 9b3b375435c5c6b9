package dev.weir.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Mint;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Viewers who wait at the door until somebody else has been asked about them. */
@Timeout(60)
final class LastWordOverTheWireTest {

  private static GatewayUnderTest gateway;
  private static Web web;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.startWhole();
    web = Web.of(gateway);
    gateway.push("demo01").send(Clip.avcAac().until(4_000));
  }

  @AfterAll
  static void stop() throws Exception {
    web.close();
    gateway.close();
  }

  @Test
  void aTicketOpensAPlaylistOnceAndItsSessionGoesOn() {
    gateway.policies().put(Rules.asking(Optional.empty()));
    String url = "/live/demo01.m3u8?token=" + ticket("playlist");
    String multivariant = web.text(url);
    String media =
        multivariant.lines().filter(line -> line.startsWith("~")).findFirst().orElseThrow();

    assertRefused(web.get(url), FaultCode.TICKET_SPENT);
    assertThat(web.get("/live/" + media).statusCode()).isEqualTo(200);
    assertThat(web.get("/live/" + media).statusCode()).isEqualTo(200);
  }

  @Test
  void aTicketIsNotSpentOnWhatIsNotLive() {
    gateway.policies().put(Rules.asking(Optional.empty()));
    int spent = gateway.others().spent();
    String ticket = ticket("absent");

    assertRefused(web.get("/live/absent.flv?token=" + ticket), FaultCode.STREAM_NOT_LIVE);
    assertRefused(web.get("/live/absent.m3u8?token=" + ticket), FaultCode.STREAM_NOT_LIVE);
    gateway.push("over").send(Clip.avcAac().until(2_000)).end();
    assertRefused(web.get("/live/over.m3u8?token=" + ticket), FaultCode.STREAM_ENDED);
    assertRefused(web.get("/live/over.flv?token=" + ticket), FaultCode.STREAM_ENDED);
    assertThat(gateway.others().spent()).isEqualTo(spent);
    // The page waits for the stream by itself, and is what the ticket opens.
    assertThat(web.get("/live/absent.html?token=" + ticket).statusCode()).isEqualTo(200);
    assertRefused(web.get("/live/absent.html?token=" + ticket), FaultCode.TICKET_SPENT);
  }

  @Test
  void aTokenMayStandInTheHeader() {
    gateway.policies().put(Rules.asking(Optional.empty()));

    assertThat(web.get("/live/demo01.m3u8", "Authorization", "Bearer " + token("")).statusCode())
        .isEqualTo(200);
    assertRefused(
        web.get("/live/demo01.m3u8", "Authorization", "Bearer x"), FaultCode.TOKEN_MALFORMED);
    assertRefused(
        web.get("/live/demo01.m3u8", "Authorization", "Basic x"), FaultCode.SIGNATURE_MISSING);
  }

  @Test
  void whoIsRefusedByTheTenantIsToldSo() {
    gateway.policies().put(Rules.asking(Rules.REMOTE));
    CompletableFuture<HttpResponse<byte[]>> waiting =
        web.getting("/live/demo01.m3u8?token=" + token("\"sub\":\"refused\","));
    gateway
        .others()
        .question("refused")
        .answer()
        .fail(new WeirFault(FaultCode.REMOTE_REFUSED, "test"));

    assertRefused(waiting.orTimeout(10, TimeUnit.SECONDS).join(), FaultCode.REMOTE_REFUSED);
  }

  @Test
  void aWebSocketIsUpgradedAfterTheWait() {
    gateway.policies().put(Rules.asking(Rules.REMOTE));
    int before = gateway.census().viewers(Rules.SIGNED);
    try (HttpClient client = HttpClient.newHttpClient()) {
      String url = "/live/demo01.flv?token=" + token("\"sub\":\"socket\",");
      URI uri = URI.create("ws://localhost:" + gateway.port() + url);
      CompletableFuture<WebSocket> opening =
          client.newWebSocketBuilder().buildAsync(uri, new WebSocket.Listener() {});
      gateway.others().question("socket").answer().complete();
      WebSocket socket = opening.orTimeout(10, TimeUnit.SECONDS).join();
      Await.until(() -> gateway.census().viewers(Rules.SIGNED) > before, "the viewer watches");
      socket.abort();
    }
    Await.until(() -> gateway.census().viewers(Rules.SIGNED) == before, "it has left");
    assertThat(gateway.faults().total(FaultCode.INTERNAL)).isZero();
  }

  @Test
  void whoLeavesWhileOthersAreAskedLeavesNothingBehind() throws Exception {
    gateway.policies().put(Rules.asking(Rules.REMOTE));
    int before = gateway.census().viewers(Rules.SIGNED);
    String url = "/live/demo01.flv?token=" + token("\"sub\":\"leaver\",\"concurrency\":1,");
    String request = "GET " + url + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (Socket viewer = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      viewer.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      gateway.others().question("leaver");
    }
    int takes = gateway.others().takes();
    gateway.others().question("leaver").answer().complete();

    Await.until(() -> gateway.others().takes() > takes, "a place was taken");
    Await.until(() -> gateway.others().taken() == 0, "the place is free again");
    Await.until(() -> gateway.census().viewers(Rules.SIGNED) == before, "nobody is counted");
    assertThat(gateway.faults().total(FaultCode.INTERNAL)).isZero();
  }

  private static void assertRefused(HttpResponse<byte[]> answer, FaultCode code) {
    assertThat(Web.body(answer)).contains(code.name());
    assertThat(answer.statusCode()).isEqualTo(code.httpStatus());
  }

  private static String ticket(String id) {
    return token("\"uses\":1,\"jti\":\"" + id + "\",");
  }

  private static String token(String claims) {
    long exp = Instant.now().getEpochSecond() + 300;
    return Mint.token(claims + "\"domain\":\"localhost\",\"exp\":" + exp);
  }
}
