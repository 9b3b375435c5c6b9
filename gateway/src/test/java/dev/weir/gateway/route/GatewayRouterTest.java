package dev.weir.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.AccessList;
import dev.weir.contract.policy.ViewerRules;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Playback;
import dev.weir.gateway.house.Push;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the front does before any delivery: methods, origins, protocols, absence. */
@Timeout(60)
final class GatewayRouterTest {

  private static final String STRANGER = "https://stranger.example";

  private static GatewayUnderTest gateway;
  private static Web web;
  private static Web open;
  private static Vertx vertx;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start();
    web = Web.of(gateway);
    open = Web.ofOpen(gateway);
    vertx = Vertx.vertx();
    gateway.push("demo01").send(Clip.avcAac().until(4_000));
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().await();
    open.close();
    web.close();
    gateway.close();
  }

  @Test
  void flvIsHandedOverWhenSignedOrInASession() {
    String token = Playback.open(web, "demo01").token();

    assertThat(web.text(Rules.sign("/live/demo01.flv"))).isEqualTo("flv of live/demo01");
    assertThat(web.text("/live/~" + token + "/demo01.flv")).isEqualTo("flv of live/demo01");
    assertThat(web.get("/live/demo01.flv").statusCode()).isEqualTo(403);
    assertThat(web.get(Rules.sign("/live/demo01.m3u8").replace(".m3u8", ".flv")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aStreamThatIsNotThereWasEitherNeverThereOrHasEnded() {
    Push push = gateway.push("over").send(Clip.avcAac().until(2_000));
    push.end();

    assertThat(web.get(Rules.sign("/live/over.flv")).statusCode()).isEqualTo(410);
    assertThat(web.get(Rules.sign("/live/over.m3u8")).statusCode()).isEqualTo(410);
    assertThat(web.get(Rules.sign("/live/never.flv")).statusCode()).isEqualTo(404);
  }

  @Test
  void otherMethodsAreNamed() {
    HttpResponse<byte[]> answer = web.send("POST", Rules.sign("/live/demo01.m3u8"));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(Web.header(answer, "allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(web.send("PUT", "/live/demo01.m3u8").statusCode()).isEqualTo(405);
  }

  @Test
  void everyAnswerHasARequestIdAndIsWhatItSaysItIs() {
    for (String path : new String[] {Rules.sign("/live/demo01.m3u8"), "/live/x.flv", "/nothing"}) {
      HttpResponse<byte[]> answer = web.get(path);
      assertThat(Web.header(answer, "x-request-id")).as(path).isNotEmpty();
      assertThat(Web.header(answer, "x-content-type-options")).isEqualTo("nosniff");
    }
  }

  @Test
  void optionsAreAnsweredForEverything() {
    for (String path : new String[] {"/live/demo01.flv", "/live/~x/demo01/1.ts", "/nothing"}) {
      HttpResponse<byte[]> answer =
          web.send(
              "OPTIONS",
              path,
              "Origin",
              STRANGER,
              "Access-Control-Request-Method",
              "GET",
              "Access-Control-Request-Headers",
              "range");
      assertThat(answer.statusCode()).as(path).isEqualTo(204);
      assertThat(Web.header(answer, "access-control-allow-origin")).isEqualTo("*");
      assertThat(Web.header(answer, "access-control-allow-methods"))
          .isEqualTo("GET, HEAD, OPTIONS");
      assertThat(Web.header(answer, "access-control-allow-headers")).contains("Range");
      assertThat(Web.header(answer, "access-control-max-age")).isEqualTo("86400");
      assertThat(Web.header(answer, "access-control-allow-credentials")).isEmpty();
    }
  }

  @Test
  void anOriginIsEchoedOnlyFromTheList() {
    HttpResponse<byte[]> partner = open.get("/live/demo01.m3u8", "Origin", Rules.PARTNER);
    HttpResponse<byte[]> stranger = open.get("/live/demo01.m3u8", "Origin", STRANGER);
    HttpResponse<byte[]> refusal = open.get("/live/never.flv", "Origin", Rules.PARTNER);

    assertThat(Web.header(partner, "access-control-allow-origin")).isEqualTo(Rules.PARTNER);
    assertThat(partner.headers().allValues("vary")).contains("origin");
    assertThat(Web.header(stranger, "access-control-allow-origin")).isEmpty();
    assertThat(stranger.headers().allValues("vary")).contains("origin");
    assertThat(refusal.statusCode()).isEqualTo(404);
    assertThat(Web.header(refusal, "access-control-allow-origin")).isEqualTo(Rules.PARTNER);
  }

  @Test
  void aPageIsKnownByItsRefererAndByItsOriginWhereThereIsNone() {
    ViewerRules partnersAlone =
        new ViewerRules(
            AccessList.off(),
            new AccessList<>(AccessList.Effect.ALLOW, List.of(new Wildcard("partner.example"))),
            false,
            AccessList.off(),
            EnumSet.allOf(PlayProtocol.class));
    gateway.policies().put(Rules.open(partnersAlone));
    try {
      String path = "/live/demo01.m3u8";
      assertThat(open.get(path, "Referer", Rules.PARTNER + "/x").statusCode()).isEqualTo(200);
      assertThat(open.get(path, "Origin", Rules.PARTNER).statusCode()).isEqualTo(200);
      assertThat(Web.body(open.get(path, "Origin", STRANGER))).contains("REFERER_REFUSED");
      assertThat(Web.body(open.get(path, "Origin", Rules.PARTNER, "Referer", STRANGER)))
          .contains("REFERER_REFUSED");
      assertThat(Web.body(open.get(path))).contains("REFERER_REFUSED");
    } finally {
      gateway.policies().put(Rules.open());
    }
  }

  @Test
  void theWatchPageIsThereForWhateverItCanPlay() {
    try {
      gateway.policies().put(Rules.open(Rules.by(PlayProtocol.WEBSOCKET_FLV)));
      assertThat(open.get("/live/demo01.html").statusCode()).isEqualTo(200);
      assertThat(open.get("/live/demo01.m3u8").statusCode()).isEqualTo(403);
      gateway.policies().put(Rules.open(Rules.by(PlayProtocol.HLS_TS)));
      assertThat(open.get("/live/demo01.m3u8?container=ts").statusCode()).isEqualTo(200);
      assertThat(open.get("/live/demo01.m3u8").statusCode()).isEqualTo(403);
      gateway.policies().put(Rules.open(Rules.by(PlayProtocol.RTMP)));
      assertThat(Web.body(open.get("/live/demo01.html"))).contains("PROTOCOL_REFUSED");
    } finally {
      gateway.policies().put(Rules.open());
    }
  }

  @Test
  void aWebSocketIsOpenedForThoseWhoMay() throws Exception {
    assertThat(webSocket("localhost", Rules.sign("/live/demo01.flv"), "")).isEqualTo("flv");
    assertThat(webSocket("127.0.0.1", "/live/demo01.flv", "")).isEqualTo("flv");
    assertThat(webSocket("127.0.0.1", "/live/demo01.flv", Rules.PARTNER)).isEqualTo("flv");
    assertThat(webSocket("127.0.0.1", "/live/demo01.flv", STRANGER)).isEqualTo("refused with 403");
    assertThat(webSocket("localhost", "/live/demo01.flv", "")).isEqualTo("refused with 403");
    assertThat(webSocket("localhost", Rules.sign("/live/never.flv"), ""))
        .isEqualTo("refused with 404");
  }

  /** What the server says first, or the status with which it refuses. */
  private static String webSocket(String host, String path, String origin) throws Exception {
    CompletableFuture<String> said = new CompletableFuture<>();
    try (java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient()) {
      WebSocket.Builder builder = client.newWebSocketBuilder();
      if (!origin.isEmpty()) {
        builder.header("Origin", origin);
      }
      URI uri = URI.create("ws://" + host + ":" + gateway.port() + path);
      CompletableFuture<WebSocket> socket = builder.buildAsync(uri, new FirstWord(said));
      socket.exceptionally(refused -> {
        said.complete(
            refused.getCause() instanceof WebSocketHandshakeException handshake
                ? "refused with " + handshake.getResponse().statusCode()
                : refused.toString());
        throw new CompletionException(refused);
      });
      String answer = said.get(5, TimeUnit.SECONDS);
      if (!socket.isCompletedExceptionally()) {
        socket.join().abort();
      }
      return answer;
    }
  }

  private record FirstWord(CompletableFuture<String> said) implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      said.complete(text.toString());
      return CompletableFuture.completedFuture(null);
    }
  }

  @Test
  void http2AndTlsServeTheSame() throws Exception {
    HttpClientResponse answer = overTls("localhost", "localhost", Rules.sign("/live/demo01.m3u8"));
    Buffer body = answer.body().await(5, TimeUnit.SECONDS);

    assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(body.toString()).contains("/demo01/video.m3u8");
    String path =
        "/live/" + body.toString().lines().filter(l -> l.startsWith("~")).findFirst().get();
    HttpClientResponse init =
        overTls("localhost", "localhost", path.replace(".m3u8", "-init-1.mp4"));
    assertThat(init.statusCode()).isEqualTo(200);
    assertThat(init.body().await(5, TimeUnit.SECONDS).length())
        .isEqualTo(Integer.parseInt(init.getHeader("content-length")));
  }

  @Test
  void aTlsConnectionSpeaksForItsOwnNameAlone() throws Exception {
    assertThat(overTls("localhost", "127.0.0.1", "/live/demo01.m3u8").statusCode()).isEqualTo(421);
  }

  private static HttpClientResponse overTls(String serverName, String host, String path)
      throws Exception {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setForceSni(true)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2));
    RequestOptions options =
        new RequestOptions()
            .setServer(SocketAddress.inetSocketAddress(gateway.tlsPort(), serverName))
            .setHost(serverName)
            .setPort(gateway.tlsPort())
            .setMethod(HttpMethod.GET)
            .setURI(path);
    HttpClientResponse whole =
        client
            .request(options)
            .compose(request -> {
              request.authority(HostAndPort.authority(host, gateway.tlsPort()));
              return whole(request);
            })
            .await(5, TimeUnit.SECONDS);
    client.close().await(5, TimeUnit.SECONDS);
    return whole;
  }

  /** Listens before it sends: on another thread than this one, the body may be here at once. */
  private static Future<HttpClientResponse> whole(HttpClientRequest request) {
    Future<HttpClientResponse> answer =
        request.response().compose(response -> response.body().map(response));
    Future<Void> _ = request.end();
    return answer;
  }
}
