package dev.weir.gateway.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Push;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import dev.weir.media.flv.FlvTag;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream with renditions: what is listed, for whom, and that all of it is cut alike. */
@Timeout(60)
final class LadderPlaylistTest {

  private static GatewayUnderTest gateway;
  private static Web web;
  private static Push source;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start();
    gateway.policies().put(Rules.transcoded("lld", "lhd", "lud"));
    web = Web.of(gateway);
    source = gateway.push("show").send(Clip.avcAac().until(14_000));
    source.rendition("lhd").send(Clip.avcAac().until(14_000));
    source
        .rendition("lld")
        .send(Clip.avcAac().tags().stream().filter(FlvTag::isSequenceStart).toList())
        .send(Clip.avcAac().between(5_000, 14_000));
  }

  @AfterAll
  static void stop() throws Exception {
    web.close();
    gateway.close();
  }

  private static List<String> variants(String playlist) {
    return playlist
        .lines()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> line.replaceFirst("^~[^/]*/", ""))
        .toList();
  }

  /** A file of the session that a playlist begins. */
  private static HttpResponse<byte[]> file(String playlist, String name) {
    String session = playlist.replaceFirst("(?s).*\n(~[^/]*)/.*", "$1");
    return web.get("/live/" + session + "/" + name);
  }

  private static void assertRefused(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Web.body(answer)).contains(FaultCode.RENDITION_REFUSED.name());
  }

  /** Segments by name, with the time that each is said to begin at. */
  private static Map<String, String> segments(String media) {
    Map<String, String> found = new HashMap<>();
    String time = "";
    for (String line : media.lines().toList()) {
      if (line.startsWith("#EXT-X-PROGRAM-DATE-TIME:")) {
        time = line;
      } else if (line.endsWith(".m4s") && !line.startsWith("#")) {
        found.put(line, time);
      }
    }
    return found;
  }

  @Test
  void allThereIsIsListedBestFirstWithOneSound() {
    String playlist = web.text(Rules.sign("/live/show.m3u8"));

    assertThat(variants(playlist))
        .containsExactly("show/video.m3u8", "show_lhd/video.m3u8", "show_lld/video.m3u8");
    assertThat(playlist.lines().filter(line -> line.startsWith("#EXT-X-MEDIA:"))).hasSize(1);
    assertThat(playlist.lines().filter(line -> line.startsWith("#EXT-X-STREAM-INF:")))
        .hasSize(3)
        .allMatch(line -> line.contains("AUDIO=\"audio\"") && line.contains("RESOLUTION=320x180"));
    for (String variant : variants(playlist)) {
      assertThat(file(playlist, variant).statusCode()).as(variant).isEqualTo(200);
    }
    assertThat(variants(web.text(Rules.sign("/live/show.m3u8") + "&container=ts")))
        .containsExactly("show/ts.m3u8", "show_lhd/ts.m3u8", "show_lld/ts.m3u8");
  }

  @Test
  void segmentsOfARenditionAreNumberedAndTimedAsThoseOfItsSource() {
    String playlist = web.text(Rules.sign("/live/show.m3u8"));
    Map<String, String> own = segments(Web.body(file(playlist, "show/video.m3u8")));
    Map<String, String> whole = segments(Web.body(file(playlist, "show_lhd/video.m3u8")));
    Map<String, String> late = segments(Web.body(file(playlist, "show_lld/video.m3u8")));

    assertThat(own).hasSizeGreaterThan(5).isEqualTo(whole);
    assertThat(late.size()).isBetween(3, own.size() - 1);
    assertThat(own.keySet()).containsAll(late.keySet());
    assertThat(late.entrySet().stream().filter(entry -> own.entrySet().contains(entry)).count())
        .isGreaterThanOrEqualTo(late.size() - 1);
  }

  @Test
  void aLimitIsKeptInThePlaylistAndByTheSession() {
    String playlist =
        web.text(Rules.signHmac("/live/show.m3u8", Map.of("w_top", "lsd", "w_path", "/live/")));

    assertThat(variants(playlist)).containsExactly("show_lld/video.m3u8");
    assertThat(playlist).contains("show_lld/audio.m3u8");
    assertThat(file(playlist, "show_lld/video.m3u8").statusCode()).isEqualTo(200);
    assertThat(variants(Web.body(file(playlist, "show.m3u8"))))
        .containsExactly("show_lld/video.m3u8");
    assertRefused(file(playlist, "show_lhd/video.m3u8"));
    assertRefused(file(playlist, "show/audio.m3u8"));
    assertRefused(file(playlist, "show.flv"));
    assertThat(file(playlist, "show_lld.flv").statusCode()).isEqualTo(200);
  }

  @Test
  void aLimitHoldsForEveryWayToAskForAStream() {
    Map<String, String> limits = Map.of("w_top", "lhd", "w_path", "/live/");

    assertRefused(web.get(Rules.signHmac("/live/show.flv", limits)));
    assertThat(web.get(Rules.signHmac("/live/show_lhd.flv", limits)).statusCode()).isEqualTo(200);
    assertThat(web.get(Rules.signHmac("/live/nobody.m3u8", limits)).statusCode()).isEqualTo(404);
    assertRefused(
        web.get(Rules.signHmac("/live/show.flv", Map.of("w_top", "best", "w_path", "/live/"))));
  }

  @Test
  void aUrlOfARenditionOpensNothingBetter() {
    String playlist = web.text(Rules.sign("/live/show_lld.m3u8"));

    assertThat(variants(playlist)).containsExactly("show_lld/video.m3u8");
    assertThat(file(playlist, "show_lld/video.m3u8").statusCode()).isEqualTo(200);
    assertRefused(file(playlist, "show_lhd/video.m3u8"));
    assertRefused(file(playlist, "show/video.m3u8"));
  }

  @Test
  void aDomainOpensTheQualitiesThatItsRulesName() {
    gateway.policies().put(Rules.open(Rules.in("lld")));
    try (Web open = Web.ofOpen(gateway)) {
      String playlist = open.text("/live/show.m3u8");
      String session = playlist.replaceFirst("(?s).*\n(~[^/]*)/.*", "$1");

      assertThat(variants(playlist)).containsExactly("show_lld/video.m3u8");
      assertThat(open.get("/live/" + session + "/show_lld/video.m3u8").statusCode()).isEqualTo(200);
      assertRefused(open.get("/live/" + session + "/show/video.m3u8"));
      assertRefused(open.get("/live/show_lhd.m3u8"));
      assertRefused(open.get("/live/show.flv"));
      assertRefused(open.get("/live/show_lhd.flv"));
    } finally {
      gateway.policies().put(Rules.open());
    }
  }

  @Test
  void aRenditionThatEndsIsListedNoMore() {
    Push other = gateway.push("other").send(Clip.avcAac().until(6_000));
    Push rendition = other.rendition("lld").send(Clip.avcAac().until(6_000));
    String signed = Rules.sign("/live/other.m3u8");
    assertThat(variants(web.text(signed))).hasSize(2);

    rendition.end();
    Await.until(() -> variants(web.text(signed)).equals(List.of("other/video.m3u8")), "it is gone");
    other.end();
  }
}
