package dev.weir.gateway.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Playback;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.RecordingObjects;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of answers are counted as they are received: playlists, files and recordings. */
@Timeout(60)
final class MeteredAnswersTest {

  private static final RecordingId MOVIE = new RecordingId(new UUID(7, 7));
  private static final String RECORDING = "/live/demo01/recordings/" + MOVIE + ".mp4";
  private static final long CANCEL = 0x8;
  private static final byte[] MEDIA = new byte[16 << 20];
  private static final int RECEIVE_BYTES = 64 << 10;
  private static final long MOST_NOT_RECEIVED = 512 << 10;

  private static GatewayUnderTest gateway;
  private static Web web;
  @TempDir private static Path files;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start();
    web = Web.of(gateway);
    gateway.push("demo01").send(Clip.avcAac().until(8_000));
    put("record/0.mp4", MEDIA);
    put(
        RecordingObjects.note(Rules.stream("demo01"), MOVIE, RecordingFormat.MP4).path(),
        "record/0.mp4".getBytes(StandardCharsets.UTF_8));
  }

  @AfterAll
  static void stop() throws Exception {
    web.close();
    gateway.close();
  }

  private static void put(String path, byte[] content) throws IOException {
    Path file = Files.write(files.resolve(UUID.randomUUID().toString()), content);
    ObjectName name = new ObjectName(Rules.stream("demo01").tenant(), path);
    gateway.objects().put(name, file, "video/mp4");
  }

  private static long counted(String detail) {
    return gateway.meters().byDetail().getOrDefault(detail, 0L);
  }

  private static int bytes(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isIn(200, 206);
    return answer.body().length;
  }

  @Test
  void playlistsAndFilesOfAStream() {
    long before = counted("HLS");
    long partsBefore = counted("LL_HLS");
    Playback playback = Playback.open(web, "demo01");
    Await.until(() -> counted("HLS") > before, "it begins");
    long opening = counted("HLS") - before;
    String segment = playback.lines("video.m3u8", "video-\\d+\\.m4s").getFirst();
    long listed = playback.text("video.m3u8").length();

    long received = opening + 2 * listed;
    received += bytes(playback.get(segment));
    received += bytes(playback.get(segment));
    received += bytes(playback.get(segment, "Range", "bytes=10-99"));
    received += bytes(playback.get("video-init-1.mp4"));
    long parts = bytes(playback.get("video-part-1.m4s"));
    parts += bytes(playback.get("video-part-1.m4s"));
    parts += bytes(playback.get("video.m3u8?_HLS_msn=1"));
    HttpResponse<byte[]> init = playback.get("audio-init-1.mp4");
    received += 2L * bytes(init);
    String tag = Web.header(init, "etag");
    assertThat(playback.get("audio-init-1.mp4").body()).isEqualTo(init.body());
    assertThat(playback.get("audio-init-1.mp4", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(web.send("HEAD", playback.path(segment)).statusCode()).isEqualTo(200);
    assertThat(playback.get("video-999999.m4s").statusCode()).isEqualTo(404);

    long all = received;
    long allParts = parts;
    Await.until(
        () -> counted("HLS") - before == all, () -> counted("HLS") - before + " are " + all);
    Await.until(
        () -> counted("LL_HLS") - partsBefore == allParts,
        () -> counted("LL_HLS") - partsBefore + " are " + allParts);
  }

  @Test
  void aRecordingThatIsCutOff() throws IOException {
    long before = counted("VOD");
    long received = 0;
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(RECEIVE_BYTES);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()), 10_000);
      String request =
          "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(Rules.sign(RECORDING));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream input = socket.getInputStream();
      skipHead(input);
      received = input.readNBytes(3 << 20).length;
      long read = received;
      Await.until(() -> counted("VOD") - before > read, () -> "more is taken than " + read);
    }
    long settled = received;
    Await.until(() -> counted("VOD") - before >= settled, () -> "counted");
    assertThat(counted("VOD") - before).isBetween(settled, settled + MOST_NOT_RECEIVED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRecordingThatIsCutOffOverHttp2(boolean withItsConnection) throws Exception {
    long before = counted("VOD");
    AtomicLong received = new AtomicLong();
    CompletableFuture<HttpClientRequest> enough = new CompletableFuture<>();
    Vertx vertx = Vertx.vertx();
    HttpClient client = vertx.createHttpClient(overHttp2());
    client
        .request(HttpMethod.GET, gateway.tlsPort(), "localhost", Rules.sign(RECORDING))
        .compose(HttpClientRequest::send)
        .onSuccess(response ->
            response.handler(piece -> {
              if (received.addAndGet(piece.length()) > 3 << 20) {
                response.pause();
                enough.complete(response.request());
              }
            }))
        .onFailure(enough::completeExceptionally);
    HttpClientRequest request = enough.get(20, TimeUnit.SECONDS);
    if (withItsConnection) {
      request.connection().close();
    } else {
      request.reset(CANCEL);
    }
    Await.until(() -> counted("VOD") - before >= received.get(), () -> "what it received");
    vertx.close().await(10, TimeUnit.SECONDS);
    assertThat(counted("VOD") - before)
        .isBetween(received.get(), received.get() + MOST_NOT_RECEIVED);
  }

  private static HttpClientOptions overHttp2() {
    return new HttpClientOptions()
        .setSsl(true)
        .setTrustAll(true)
        .setVerifyHost(false)
        .setUseAlpn(true)
        .setProtocolVersion(HttpVersion.HTTP_2);
  }

  private static void skipHead(InputStream input) throws IOException {
    int ends = 0;
    while (ends < 4) {
      int read = input.read();
      ends = read == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
    }
  }
}
