package dev.weir.gateway.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Playback;
import dev.weir.gateway.house.Push;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What players find in playlists, and who may have them. */
@Timeout(60)
final class PlaylistTest {

  private static GatewayUnderTest gateway;
  private static Web web;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start();
    web = Web.of(gateway);
    gateway.push("demo01").send(Clip.avcAac().until(8_000));
    gateway.push("av1").send(Clip.av1Opus().tags());
    gateway.push("sound").send(Clip.aacAlone().tags());
  }

  @AfterAll
  static void stop() throws Exception {
    web.close();
    gateway.close();
  }

  @Test
  void theMultivariantPlaylistLeadsToASessionOfItsOwn() {
    HttpResponse<byte[]> answer = web.get(Rules.sign("/live/demo01.m3u8"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Web.header(answer, "content-type")).isEqualTo("application/vnd.apple.mpegurl");
    assertThat(Web.header(answer, "cache-control")).isEqualTo("private, no-store");
    assertThat(Web.header(answer, "content-length")).isEqualTo("" + answer.body().length);
    assertThat(Web.body(answer))
        .containsPattern("(?m)^~[A-Za-z0-9_-]{64}/demo01/video.m3u8$")
        .containsPattern("TYPE=AUDIO,.*URI=\"~[A-Za-z0-9_-]{64}/demo01/audio.m3u8\"")
        .contains("CODECS=\"avc1.", "mp4a.40.2", "RESOLUTION=320x180", "FRAME-RATE=25.000")
        .doesNotContain("auth_key");
    assertThat(Playback.open(web, "demo01").token())
        .isNotEqualTo(Playback.open(web, "demo01").token());
  }

  /** Behind a signature in the path, names have to lead past it. */
  @Test
  void everyFormOfSignatureLeadsToPlaylistsThatCanBeFetched() {
    String path = "/live/demo01.m3u8";
    for (String signed :
        List.of(
            Rules.signB(path),
            Rules.signC(path),
            Rules.signCInQuery(path),
            Rules.signHmac(path, Map.of("w_path", "/live/", "w_user", "ann")))) {
      List<String> names =
          web.text(signed)
              .lines()
              .map(line -> line.replaceAll(".*URI=\"([^\"]+)\".*", "$1"))
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
      assertThat(names).as(signed).hasSize(2);
      for (String name : names) {
        String file = web.uri(signed).resolve(name).getPath();
        assertThat(file).matches("/live/~[A-Za-z0-9_-]{64}/demo01/(audio|video).m3u8");
        assertThat(web.get(file).statusCode()).as(file).isEqualTo(200);
      }
    }
    assertRefused(Rules.signB(path).replace("demo01", "sound"), FaultCode.SIGNATURE_WRONG);
    assertRefused(Rules.signC(path).replace("demo01", "sound"), FaultCode.SIGNATURE_WRONG);
  }

  @Test
  void aUrlForAnotherNetworkIsRefused() {
    String path = "/live/demo01.m3u8";
    assertThat(web.get(Rules.signHmac(path, Map.of("w_net", "127.0.0.0/8"))).statusCode())
        .isEqualTo(200);
    assertRefused(
        Rules.signHmac(path, Map.of("w_net", "192.0.2.0/24")), FaultCode.PROOF_ADDRESS_WRONG);
  }

  @Test
  void theSignatureIsAskedForOnceOnly() {
    Playback playback = Playback.open(web, "demo01");

    assertThat(web.get("/live/demo01.m3u8").statusCode()).isEqualTo(403);
    for (String file : new String[] {"video.m3u8", "audio.m3u8", "ts.m3u8", "video-init-1.mp4"}) {
      assertThat(playback.get(file).statusCode()).as(file).isEqualTo(200);
    }
  }

  @Test
  void aSessionOpensItsStreamAndNothingElse() {
    Playback playback = Playback.open(web, "demo01");
    String token = playback.token();
    String changed = token.substring(0, 20) + (token.charAt(20) == 'A' ? 'B' : 'A');
    changed += token.substring(21);

    assertThat(web.get("/live/~" + token + "/demo01.m3u8").statusCode()).isEqualTo(200);
    assertRefused("/live/~" + token + "/sound.m3u8", FaultCode.SESSION_INVALID);
    assertRefused("/live/~" + token + "/sound/audio.m3u8", FaultCode.SESSION_INVALID);
    assertRefused("/live/~" + changed + "/demo01/video.m3u8", FaultCode.SESSION_INVALID);
    assertRefused("/live/~/demo01/video.m3u8", FaultCode.SESSION_INVALID);
    assertRefused("/other/~" + token + "/demo01/video.m3u8", FaultCode.APP_UNKNOWN);
    try (Web open = Web.ofOpen(gateway)) {
      assertThat(open.get("/live/~" + token + "/demo01/video.m3u8").statusCode()).isEqualTo(403);
      assertThat(open.get("/live/demo01.m3u8").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatIsNotThereIsToldApart() {
    assertRefused(Rules.sign("/live/nobody.m3u8"), FaultCode.STREAM_NOT_LIVE);
    assertRefused(Rules.sign("/nowhere/demo01.m3u8"), FaultCode.APP_UNKNOWN);
    assertRefused("/live/demo01.m3u8?auth_key=1-0-0-" + "0".repeat(32), FaultCode.SIGNATURE_WRONG);
    assertThat(Playback.open(web, "sound").get("video.m3u8").statusCode()).isEqualTo(404);
    assertThat(Playback.open(web, "demo01").get("nothing.m3u8").statusCode()).isEqualTo(404);
  }

  @Test
  void aPlaylistIsCompressedForWhoCanReadThat() throws IOException {
    Playback playback = Playback.open(web, "demo01");
    HttpResponse<byte[]> plain = playback.get("video.m3u8");
    HttpResponse<byte[]> gzip = playback.get("video.m3u8", "Accept-Encoding", "br, gzip;q=0.8");
    HttpResponse<byte[]> refused = playback.get("video.m3u8", "Accept-Encoding", "gzip;q=0, *");

    assertThat(Web.header(plain, "content-encoding")).isEmpty();
    assertThat(Web.header(gzip, "content-encoding")).isEqualTo("gzip");
    assertThat(Web.header(gzip, "vary")).isEqualToIgnoringCase("accept-encoding");
    assertThat(Web.header(refused, "content-encoding")).isEmpty();
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(Web.body(plain));
    }
    assertThat(gzip.body().length).isLessThan(plain.body().length / 2);
    assertThat(Web.header(gzip, "etag")).isNotEqualTo(Web.header(plain, "etag"));
  }

  @Test
  void aPlaylistThatHasNotChangedIsNotSentAgain() {
    Playback playback = Playback.open(web, "demo01");
    HttpResponse<byte[]> first = playback.get("video.m3u8");
    String tag = Web.header(first, "etag");
    HttpResponse<byte[]> again = playback.get("video.m3u8", "If-None-Match", "\"x\", W/" + tag);

    assertThat(Web.header(first, "cache-control")).isEqualTo("no-cache");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(Web.header(again, "etag")).isEqualTo(tag);
    assertThat(playback.get("audio.m3u8", "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void headSaysWhatGetWould() {
    Playback playback = Playback.open(web, "demo01");
    for (String path :
        new String[] {Rules.sign("/live/demo01.m3u8"), playback.path("video.m3u8")}) {
      HttpResponse<byte[]> get = web.get(path);
      HttpResponse<byte[]> head = web.send("HEAD", path);
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(Web.header(head, "content-length")).isEqualTo(Web.header(get, "content-length"));
      assertThat(Web.header(head, "content-type")).isEqualTo(Web.header(get, "content-type"));
    }
  }

  @Test
  void theContainerIsForTheViewerToChoose() {
    assertThat(web.text(Rules.sign("/live/demo01.m3u8") + "&container=ts"))
        .contains("/demo01/ts.m3u8")
        .doesNotContain("EXT-X-MEDIA:", "video.m3u8");
    assertThat(web.text(Rules.sign("/live/demo01.m3u8") + "&container=cmaf"))
        .contains("/demo01/video.m3u8");
    assertRefused(Rules.sign("/live/demo01.m3u8") + "&container=avi", FaultCode.REQUEST_MALFORMED);
  }

  @Test
  void aContainerThatCannotCarryTheStreamIsRefusedByName() {
    assertRefused(Rules.sign("/live/av1.m3u8") + "&container=ts", FaultCode.CODEC_NOT_IN_CONTAINER);
    Playback playback = Playback.open(web, "av1");
    assertThat(playback.get("ts.m3u8").statusCode()).isEqualTo(406);
    assertThat(playback.text("video.m3u8")).contains("#EXT-X-MAP:URI=\"video-init-1.mp4\"");
  }

  @Test
  void soundAloneIsAVariant() {
    String multivariant = web.text(Rules.sign("/live/sound.m3u8"));

    assertThat(multivariant).contains("/sound/audio.m3u8").doesNotContain("EXT-X-MEDIA:", "video");
    assertThat(web.text(Rules.sign("/live/sound.m3u8") + "&container=ts")).contains("ts.m3u8");
  }

  @Test
  void aSessionCountsAsAViewer() {
    gateway.push("counted").send(Clip.aacAlone().tags());
    Playback playback = Playback.open(web, "counted");
    playback.text("audio.m3u8");
    playback.text("audio.m3u8");
    Playback.open(web, "counted", "&container=ts").text("ts.m3u8");

    assertThat(gateway.census().takeCount())
        .filteredOn(report -> report.address().equals(Rules.stream("counted")))
        .singleElement()
        .extracting("viewers")
        .isEqualTo(Map.of(PlayProtocol.HLS, 1, PlayProtocol.HLS_TS, 1));
  }

  @Test
  void anEndedStreamIsPlayedToItsEndByThoseWhoWereThere() {
    Push push = gateway.push("brief").send(Clip.avcAac().until(4_000));
    Playback playback = Playback.open(web, "brief");
    String growing = playback.text("video.m3u8");
    push.end();

    assertThat(growing).doesNotContain("#EXT-X-ENDLIST");
    assertThat(playback.text("video.m3u8"))
        .endsWith("#EXT-X-ENDLIST\n")
        .doesNotContain("PRELOAD-HINT");
    assertThat(playback.get("audio.m3u8?_HLS_msn=99999999999&_HLS_part=77").statusCode())
        .as("directives are ignored after the end")
        .isEqualTo(200);
    assertThat(playback.text("ts.m3u8")).endsWith("#EXT-X-ENDLIST\n");
    assertRefused(Rules.sign("/live/brief.m3u8"), FaultCode.STREAM_ENDED);
    assertThat(playback.get("video-part-999.m4s").statusCode()).isEqualTo(404);
  }

  private static void assertRefused(String path, FaultCode code) {
    long before = gateway.faults().total(code);
    HttpResponse<byte[]> answer = web.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(code.httpStatus());
    assertThat(Web.body(answer)).startsWith(code + ": ");
    assertThat(Web.header(answer, "cache-control")).isEqualTo("no-store");
    assertThat(Web.header(answer, "access-control-allow-origin")).isEqualTo("*");
    assertThat(gateway.faults().total(code)).isEqualTo(before + 1);
  }
}
