package dev.weir.stream.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.flv.FlvTag;
import dev.weir.stream.fanout.Tags;
import dev.weir.stream.hub.Hub.Audience;
import dev.weir.stream.hub.Hub.Encoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A loop that spends its time on writing writes less often, and as often as before once it can. */
class BusyLoopTest {

  private static final Duration FRAME = Duration.ofMillis(40);
  private static final int FRAMES_A_SECOND = 25;

  private final Hub hub = new Hub();
  private final Encoder encoder = hub.publish("demo");
  private final List<FlvTag> sent = new ArrayList<>();

  private Audience watch() {
    encoder.send(Tags.start());
    encoder.send(Tags.key(0));
    return hub.watch("demo");
  }

  private int flushesIn(int seconds, Audience audience) {
    int before = audience.viewer().flushes();
    for (int i = 0; i < seconds * FRAMES_A_SECOND; i++) {
      FlvTag picture = Tags.inter(FRAME.toMillis() * (sent.size() + 1));
      sent.add(picture);
      encoder.send(picture);
      hub.loops.advance(FRAME);
    }
    return audience.viewer().flushes() - before;
  }

  @Test
  void aCalmLoopWritesEachPictureAtOnce() {
    assertThat(flushesIn(4, watch())).isEqualTo(4 * FRAMES_A_SECOND);
  }

  @Test
  void aBusyLoopMergesAndACalmOneStopsMerging() {
    Audience audience = watch();
    audience.viewer().toll(() -> hub.loops.time().advance(FRAME.multipliedBy(20)));
    flushesIn(8, audience);
    int busy = flushesIn(2, audience);
    audience.viewer().toll(() -> {});
    flushesIn(8, audience);
    int calm = flushesIn(2, audience);

    assertThat(busy).as("a window of 350 ms").isBetween(4, 8);
    assertThat(calm).isEqualTo(2 * FRAMES_A_SECOND);
    hub.loops.advance(Duration.ofSeconds(1));
    assertThat(audience.viewer().received()).endsWith(sent.toArray(FlvTag[]::new));
  }
}
