package dev.weir.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.gateway.hls.HlsResource;
import dev.weir.gateway.route.Target.Ending;
import dev.weir.gateway.vod.VodResource;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.timeline.PlaylistForm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of paths: one form for everything, decoded once. */
final class TargetParserTest {

  @Test
  void readsSignedPaths() {
    assertThat(TargetParser.parse("/live/demo01.flv"))
        .isEqualTo(new Target.Signed("/live/demo01.flv", "", "live", "demo01", Ending.FLV));
    assertThat(TargetParser.parse("/live/demo01_lhd.m3u8"))
        .isEqualTo(
            new Target.Signed("/live/demo01_lhd.m3u8", "", "live", "demo01_lhd", Ending.PLAYLIST));
    assertThat(TargetParser.parse("/live/demo01.html"))
        .isEqualTo(new Target.Signed("/live/demo01.html", "", "live", "demo01", Ending.PAGE));
    assertThat(TargetParser.parse("/live/demo01.jpg"))
        .isEqualTo(new Target.Signed("/live/demo01.jpg", "", "live", "demo01", Ending.JPEG));
    assertThat(TargetParser.parse("/live/~abc/demo01.webp"))
        .isEqualTo(new Target.InSession("abc", "live", "demo01", Ending.WEBP));
  }

  @Test
  void findsAppAndStreamBehindASignature() {
    String hash = "0123456789abcdef0123456789ABCDEF";
    for (String prefix : List.of("/201508150800/" + hash, "/" + hash + "/55CE8100")) {
      String path = prefix + "/live/demo01.m3u8";
      assertThat(TargetParser.parse(path))
          .isEqualTo(new Target.Signed(path, "/live/", "live", "demo01", Ending.PLAYLIST));
      assertThat(TargetParser.parse(prefix + "/live/demo01.mp4")).isEqualTo(new Target.Nothing());
      assertThat(TargetParser.parse(prefix + "/live/~abc/demo01.flv"))
          .isEqualTo(new Target.Nothing());
      assertThat(TargetParser.parse(prefix + "/demo01.flv")).isEqualTo(new Target.Nothing());
    }
    assertThat(TargetParser.parse("/20150815080/" + hash + "/live/demo01.flv"))
        .isEqualTo(new Target.Nothing());
    assertThat(TargetParser.parse("/" + hash + "/55CE810/live/demo01.flv"))
        .isEqualTo(new Target.Nothing());
  }

  @Test
  void decodesOnce() {
    assertThat(TargetParser.parse("/l%69ve/%64emo01.flv"))
        .isEqualTo(new Target.Signed("/live/demo01.flv", "", "live", "demo01", Ending.FLV));
  }

  @Test
  void readsPathsOfASession() {
    assertThat(TargetParser.parse("/live/~abc/demo01.flv"))
        .isEqualTo(new Target.InSession("abc", "live", "demo01", Ending.FLV));
    assertThat(TargetParser.parse("/live/~abc/demo01.json"))
        .isEqualTo(new Target.InSession("abc", "live", "demo01", Ending.STATUS));
    assertThat(TargetParser.parse("/live/~abc/demo01/video.m3u8"))
        .isEqualTo(file(new HlsResource.Playlist(PlaylistForm.VIDEO)));
    assertThat(TargetParser.parse("/live/~abc/demo01/audio-init-3.mp4"))
        .isEqualTo(file(new HlsResource.Init(TrackKind.AUDIO, 3)));
    assertThat(TargetParser.parse("/live/~abc/demo01/video-1763800000.m4s"))
        .isEqualTo(file(new HlsResource.Segment(TrackKind.VIDEO, 1_763_800_000L)));
    assertThat(TargetParser.parse("/live/~abc/demo01/video-part-0.m4s"))
        .isEqualTo(file(new HlsResource.Chunk(TrackKind.VIDEO, 0)));
    assertThat(TargetParser.parse("/live/~abc/demo01/17.ts"))
        .isEqualTo(file(new HlsResource.TransportSegment(17)));
  }

  @Test
  void readsPathsOfRecordings() {
    String id = "0190a7c2-0000-7000-8000-000000000001";
    VodResource file = VodResource.named(id + ".mp4").orElseThrow();
    String path = "/live/demo01/recordings/" + id + ".mp4";
    assertThat(TargetParser.parse(path))
        .isEqualTo(new Target.Recording(path, "", "live", "demo01", file));
    String below = "/live/~abc/demo01/recordings/" + id + "/audio.m3u8";
    assertThat(TargetParser.parse(below))
        .isEqualTo(
            new Target.Recording(
                below, "abc", "live", "demo01", VodResource.below(id, "audio.m3u8").orElseThrow()));
    String page = "/live/demo01/recordings/" + id + ".html";
    assertThat(TargetParser.parse(page))
        .isEqualTo(new Target.Replay(page, "live", "demo01", file.id()));
    String signed = "/201508150800/0123456789abcdef0123456789ABCDEF" + path;
    assertThat(TargetParser.parse(signed))
        .isEqualTo(new Target.Recording(signed, "", "live", "demo01", file));
    for (String nothing :
        List.of(
            "/live/~abc/demo01/recordings/" + id + ".html",
            "/live/demo01/recordings/" + id + "/poster.jpg",
            "/live/demo01/recordings/" + id,
            "/live/demo01/recordings/" + id + "/video.mp4",
            "/live/demo01/recordings/1-1-1-1-1.mp4",
            "/live/~abc/demo01/recordings/" + id + "/secret.mp4",
            "/live/~abc/demo01/other/" + id + ".mp4")) {
      assertThat(TargetParser.parse(nothing)).as(nothing).isEqualTo(new Target.Nothing());
    }
  }

  @Test
  void readsPathsOfThePlayer() {
    assertThat(TargetParser.parse("/~player/0a1b/player.js"))
        .isEqualTo(new Target.PlayerFile("0a1b", "player.js"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/live",
        "/live/demo01",
        "/live/demo01.mp4",
        "/live/demo01.json",
        "/live/~abc/demo01.html",
        "/live/~abc/demo01/video-01.m4s",
        "/live/~abc/demo01/video-1.mp4",
        "/live/~abc/demo01/video-init-1.m4s",
        "/live/~abc/demo01/video-part-1234567890123456789.m4s",
        "/live/~abc/demo01/video.m3u8/more",
        "/live/sub/demo01.flv",
        "/~player/0a1b/vendor/player.js",
        "/favicon.ico"
      })
  void knowsNothingElse(String path) {
    assertThat(TargetParser.parse(path)).isEqualTo(new Target.Nothing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "live/demo01.flv",
        "//live/demo01.flv",
        "/live//demo01.flv",
        "/live/../demo01.flv",
        "/live/./demo01.flv",
        "/live/.hidden.flv",
        "/live/%2e%2e/demo01.flv",
        "/live%2fdemo01.flv",
        "/live/demo01%00.flv",
        "/live/demo01%5c.flv",
        "/live/demo%2501.flv",
        "/live/demo01.flv;x=1",
        "/live/demo 01.flv",
        "/live/demo%2",
        "/live/demo%zz.flv",
        "/live/d%C3%A9mo.flv"
      })
  void refusesWhatIsNotPlain(String path) {
    assertThatThrownBy(() -> TargetParser.parse(path))
        .isInstanceOfSatisfying(
            WeirFault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.PATH_MALFORMED));
  }

  private static Target file(HlsResource resource) {
    return new Target.HlsFile("abc", "live", "demo01", resource);
  }
}
