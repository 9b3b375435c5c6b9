package dev.weir.gateway.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.keeping.SnapshotRule.Format;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Mint;
import dev.weir.gateway.house.Playback;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import dev.weir.stream.picture.Picture;
import io.vertx.core.buffer.Buffer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The newest picture of a stream, over the wire. */
@Timeout(60)
final class PictureTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private static GatewayUnderTest gateway;
  private static Web web;
  private static Web open;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start();
    web = Web.of(gateway);
    open = Web.ofOpen(gateway);
    gateway.push("demo01").send(Clip.avcAac().until(4_000));
    gateway.push("bare").send(Clip.avcAac().until(1_000));
    show("a picture", NOON);
  }

  @AfterAll
  static void stop() throws Exception {
    open.close();
    web.close();
    gateway.close();
  }

  @AfterEach
  void usual() {
    gateway.policies().put(Rules.signed());
    gateway.policies().put(Rules.open());
  }

  private static void show(String what, Instant takenAt) {
    gateway
        .pictures()
        .put(Rules.stream("demo01"), new Picture(Format.JPEG, Buffer.buffer(what), takenAt));
  }

  @Test
  void itIsShownToWhoeverMayWatchAndMakesNobodyAViewer() {
    HttpResponse<byte[]> answer = web.get(Rules.sign("/live/demo01.jpg"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Web.body(answer)).isEqualTo("a picture");
    assertThat(Web.header(answer, "content-type")).isEqualTo("image/jpeg");
    assertThat(Web.header(answer, "cache-control")).isEqualTo("private, max-age=1");
    assertThat(Web.header(answer, "last-modified")).isEqualTo("Mon, 23 Nov 2026 12:00:00 GMT");
    assertThat(web.send("HEAD", Rules.sign("/live/demo01.jpg")).body()).isEmpty();
    assertThat(gateway.census().viewers(Rules.SIGNED)).isZero();
    assertThat(web.get("/live/demo01.jpg").statusCode()).isEqualTo(403);
    assertThat(web.get(Rules.sign("/live/demo01.flv").replace(".flv", ".jpg")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void whatIsKnownAlreadyIsNotSentAgain() {
    String tag = Web.header(open.get("/live/demo01.jpg"), "etag");
    HttpResponse<byte[]> again = open.get("/live/demo01.jpg", "If-None-Match", tag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    show("another", NOON.plusSeconds(5));
    HttpResponse<byte[]> newer = open.get("/live/demo01.jpg", "If-None-Match", tag);
    show("a picture", NOON);
    assertThat(Web.body(newer)).isEqualTo("another");
  }

  @Test
  void asLongAsThereIsNoneItIsSaidWhy() {
    for (String path : new String[] {"/live/bare.jpg", "/live/demo01.webp"}) {
      HttpResponse<byte[]> none = open.get(path);
      assertThat(none.statusCode()).as(path).isEqualTo(404);
      assertThat(Web.body(none)).as(path).contains("SNAPSHOT_NOT_TAKEN");
    }
    assertThat(Web.body(open.get("/live/never.jpg"))).contains("STREAM_NOT_LIVE");
  }

  @Test
  void aSessionShowsItsStreamAlone() {
    String token = Playback.open(web, "demo01").token();

    assertThat(web.text("/live/~" + token + "/demo01.jpg")).isEqualTo("a picture");
    assertThat(web.get("/live/~" + token + "/bare.jpg").statusCode()).isEqualTo(403);
  }

  @Test
  void theRulesForViewersHoldWhateverTheProtocol() {
    gateway.policies().put(Rules.open(Rules.by(PlayProtocol.RTMP)));
    assertThat(open.text("/live/demo01.jpg")).isEqualTo("a picture");

    gateway.policies().put(Rules.open(Rules.withoutLoopback()));
    assertThat(open.get("/live/demo01.jpg").statusCode()).isEqualTo(403);
  }

  @Test
  void aTicketIsNotSpentOnAPicture() {
    gateway.policies().put(Rules.asking(Optional.empty()));
    String claims =
        "\"exp\":%d,\"domain\":\"localhost\",\"jti\":\"t-1\",\"uses\":1"
            .formatted(Instant.now().getEpochSecond() + 600);
    String path = "/live/demo01.jpg?token=" + Mint.token(claims);

    assertThat(web.text(path)).isEqualTo("a picture");
    assertThat(web.text(path)).isEqualTo("a picture");
    assertThat(gateway.others().spent()).isZero();
  }
}
