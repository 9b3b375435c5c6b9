package dev.weir.gateway.flv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Playback;
import dev.weir.gateway.house.Push;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import dev.weir.gateway.load.LoadLimits;
import dev.weir.media.flv.FlvTag;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway with room for 30, and 31 who come, over real sockets. */
@Timeout(60)
class FullHouseTest {

  private static final int ROOM = 30;
  private static final List<FlvTag> BEFORE = Clip.avcAac().until(6_500);
  private static final List<FlvTag> AFTER = Clip.avcAac().between(6_500, 8_000);

  @Test
  void theThirtyFirstIsAskedToComeBackWhileTheOthersPlayOn() throws Exception {
    try (GatewayUnderTest gateway =
            GatewayUnderTest.startWhole(new LoadLimits(ROOM, 0, Duration.ZERO));
        Push push = gateway.push("demo").send(BEFORE);
        Web web = Web.of(gateway)) {
      Playback hls = Playback.open(web, "demo");
      assertThat(hls.text("video.m3u8")).contains("#EXTINF");
      List<FlvSocket> viewers = new ArrayList<>();
      try {
        while (viewers.size() < ROOM - 1) {
          viewers.add(FlvSocket.open(gateway.port()));
          assertThat(viewers.getLast().get("demo")).startsWith("HTTP/1.1 200");
        }
        Await.until(() -> gateway.census().viewers() == ROOM, "the house is full");

        try (FlvSocket late = FlvSocket.open(gateway.port())) {
          assertThat(late.get("demo"))
              .startsWith("HTTP/1.1 503")
              .containsPattern("(?i)retry-after: (5|6|7|8|9|1[0-5])\n");
        }
        HttpResponse<byte[]> lateHls = web.get(Rules.sign("/live/demo.m3u8"));
        assertThat(lateHls.statusCode()).isEqualTo(503);
        assertThat(Web.header(lateHls, "retry-after")).isNotEmpty();
        assertThat(Web.body(lateHls)).contains("SERVER_BUSY");
        assertThat(gateway.faults().total(FaultCode.SERVER_BUSY)).isEqualTo(2);
        assertThat(web.get(Rules.sign("/live/demo.html")).statusCode())
            .as("the page itself, which goes on trying")
            .isEqualTo(200);

        push.send(AFTER);
        for (FlvSocket viewer : viewers) {
          assertThat(lastOf(viewer)).isEqualTo(AFTER.getLast());
        }
        assertThat(hls.get("video.m3u8").statusCode()).as("a session goes on").isEqualTo(200);

        viewers.removeLast().close();
        Await.until(() -> gateway.census().viewers() < ROOM, "one has left");
        viewers.add(FlvSocket.open(gateway.port()));
        assertThat(viewers.getLast().get("demo")).startsWith("HTTP/1.1 200");
      } finally {
        for (FlvSocket viewer : viewers) {
          viewer.close();
        }
      }
    }
  }

  private static FlvTag lastOf(FlvSocket viewer) throws Exception {
    FlvTag tag = viewer.tags(1).getFirst();
    while (!tag.equals(AFTER.getLast())) {
      tag = viewer.tags(1).getFirst();
    }
    return tag;
  }
}
