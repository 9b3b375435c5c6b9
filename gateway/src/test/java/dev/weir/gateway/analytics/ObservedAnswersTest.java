package dev.weir.gateway.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.analytics.AnalyticsLine;
import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Playback;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real requests to a real gateway: each is counted once, and bytes as they are billed. */
@Timeout(60)
class ObservedAnswersTest {

  private static final Place CUP = new Place("localhost", "live", "cup");
  private static final Place DOMAIN = Place.of("localhost");

  @Test
  void requestsViewersAndBytes() throws Exception {
    try (GatewayUnderTest gateway = GatewayUnderTest.start();
        Web web = Web.of(gateway)) {
      gateway.push("cup").send(Clip.avcAac().until(8_000));
      Playback playback = Playback.open(web, "cup");
      String segment = playback.lines("video.m3u8", "video-\\d+\\.m4s").getFirst();
      for (int i = 0; i < 5; i++) {
        assertThat(playback.get(segment).statusCode()).isEqualTo(200);
      }
      assertThat(playback.get("video-999999.m4s").statusCode()).isEqualTo(404);
      assertThat(
              web.get(
                      "/live/cup.m3u8",
                      "Referer",
                      "https://thief.example/",
                      "User-Agent",
                      "VLC/3.0.21 LibVLC/3.0.21")
                  .statusCode())
          .isEqualTo(403);
      assertThat(web.get(Rules.sign("/live/nothing.m3u8")).statusCode()).isEqualTo(404);
      Await.until(() -> billed(gateway) > 0, "bytes are billed");

      MinuteBook book = new MinuteBook();
      book.look(gateway.tallies().all(), 1_000);
      gateway.tallies().all().forEach(book::take);
      List<AnalyticsLine> lines = book.close();
      Figures cup = Audiences.told(lines, CUP, Dimension.TOTAL).getOrDefault("", Figures.NONE);
      assertThat(cup.plays()).isEqualTo(1);
      assertThat(cup.peak()).isEqualTo(1);
      assertThat(cup.bytes()).isEqualTo(billed(gateway));
      Map<String, Figures> statuses = Audiences.told(lines, CUP, Dimension.STATUS);
      assertThat(statuses.get("200")).extracting(Figures::requests).isEqualTo(7L);
      assertThat(statuses.get("404")).extracting(Figures::failed).isEqualTo(1L);
      Map<String, Figures> ofDomain = Audiences.told(lines, DOMAIN, Dimension.STATUS);
      assertThat(ofDomain.get("403")).extracting(Figures::requests).isEqualTo(1L);
      assertThat(ofDomain.get("404")).extracting(Figures::requests).isEqualTo(2L);
      assertThat(Audiences.told(lines, DOMAIN, Dimension.REFERER)).containsKey("thief.example");
      assertThat(Audiences.told(lines, DOMAIN, Dimension.BROWSER)).containsKeys("VLC", "Java");
    }
  }

  private static long billed(GatewayUnderTest gateway) {
    return gateway.meters().byDetail().values().stream().mapToLong(Long::longValue).sum();
  }
}
