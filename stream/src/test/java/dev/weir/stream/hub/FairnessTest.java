package dev.weir.stream.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.flv.FlvTag;
import dev.weir.stream.fanout.FakeViewer;
import dev.weir.stream.fanout.ManualLoops.ManualLoop;
import dev.weir.stream.fanout.Tags;
import dev.weir.stream.hub.Hub.Encoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A link that carries half of what its viewers would take. Nobody gets more than another for having
 * come earlier, nobody is cut, and nobody falls behind further than the bound.
 */
class FairnessTest {

  private static final int VIEWERS = 16;
  private static final int SECONDS = 80;
  private static final int PICTURES_A_SECOND = 25;
  private static final int PICTURE_BYTES = 4_000;
  private static final long QUEUE_BYTES = 300_000;
  private static final int SEGMENT_BYTES = 1_400;

  /** What the link takes in each 40 ms, of all viewers. */
  private static final long LINK_BYTES = (long) VIEWERS * PICTURE_BYTES / 2;

  private final Hub hub = new Hub(Hub.withBounds(QUEUE_BYTES, 4 * QUEUE_BYTES));
  private final Encoder encoder = hub.publish("demo");
  private final List<ManualLoop> loops = List.of(hub.loops.add(), hub.loops.add());
  private final List<FlvTag> sent = new ArrayList<>();
  private final List<FakeViewer> viewers = new ArrayList<>();
  private final Random link = new Random(20261122);
  private long atMs;

  @Test
  void whoSharesALinkThatIsTooNarrowSharesItsLosses() {
    encoder.send(Tags.start());
    for (int second = 0; second < SECONDS; second++) {
      // They come one by one, in the first seconds and in the midst of groups.
      secondOfStream(viewers.size() < VIEWERS);
    }
    viewers.forEach(viewer -> viewer.reads(true));

    List<List<FlvTag>> got =
        viewers.stream()
            .map(viewer -> viewer.received().stream().filter(FlvTag::isCodedFrame).toList())
            .toList();
    got.forEach(this::assertOnlyWholeGroupsAreMissing);
    assertThat(viewers).allSatisfy(viewer -> assertThat(viewer.wasCut()).isEmpty());
    List<Integer> pictures = got.stream().map(FairnessTest::picturesOfTheSecondHalf).toList();
    int fair = pictures.stream().mapToInt(Integer::intValue).sum() / VIEWERS;
    assertThat(fair).isBetween(SECONDS / 2 * PICTURES_A_SECOND / 3, SECONDS * PICTURES_A_SECOND);
    assertThat(pictures)
        .as("pictures of each, of the second half")
        .allSatisfy(count -> assertThat(count).isBetween(fair * 9 / 10, fair * 11 / 10));
  }

  @Test
  void theLinkGrowsWideAgainAndEverybodyGetsEverything() {
    encoder.send(Tags.start());
    for (int second = 0; second < SECONDS / 2; second++) {
      secondOfStream(viewers.size() < VIEWERS);
    }
    viewers.forEach(viewer -> viewer.reads(true));
    secondOfStream(false);
    hub.loops.advance(Duration.ofMillis(100));
    viewers.forEach(FakeViewer::forget);
    int before = sent.size();
    secondOfStream(false);
    hub.loops.advance(Duration.ofMillis(100));

    List<FlvTag> last = sent.subList(before, sent.size());
    assertThat(viewers)
        .allSatisfy(viewer ->
            assertThat(viewer.received()).filteredOn(FlvTag::isCodedFrame).isEqualTo(last));
  }

  private void secondOfStream(boolean oneMoreComes) {
    List<FlvTag> group = Tags.group(atMs, PICTURES_A_SECOND, PICTURE_BYTES);
    for (int i = 0; i < group.size(); i++) {
      if (oneMoreComes && i == group.size() / 3) {
        FakeViewer viewer = hub.watch("demo", loops.get(viewers.size() % loops.size())).viewer();
        viewer.reads(false);
        viewers.add(viewer);
      }
      encoder.send(group.get(i));
      sent.add(group.get(i));
      hub.loops.advance(Duration.ofMillis(20));
      if (i % 2 == 0) {
        carry();
      }
    }
    atMs += 1_000;
  }

  /** As a network does: whoever has something to send gets its turn, a packet at a time. */
  private void carry() {
    long left = LINK_BYTES * viewers.size() / VIEWERS;
    List<FakeViewer> sending = new ArrayList<>(viewers);
    while (left > 0) {
      sending.removeIf(viewer -> viewer.pendingBytes() == 0);
      if (sending.isEmpty()) {
        return;
      }
      sending.get(link.nextInt(sending.size())).take(SEGMENT_BYTES);
      left -= SEGMENT_BYTES;
    }
    viewers.forEach(viewer ->
        assertThat(viewer.pendingBytes()).isLessThan(QUEUE_BYTES + 2 * 25 * PICTURE_BYTES));
  }

  private void assertOnlyWholeGroupsAreMissing(List<FlvTag> frames) {
    int at = sent.indexOf(frames.getFirst());
    for (FlvTag frame : frames) {
      int found = at;
      while (!sent.get(found).equals(frame)) {
        found++;
      }
      assertThat(found == at || frame.isKeyFrame()).as("%s after a hole", frame).isTrue();
      at = found + 1;
    }
  }

  private static int picturesOfTheSecondHalf(List<FlvTag> frames) {
    return (int)
        frames.stream()
            .filter(frame -> frame instanceof FlvTag.VideoTag)
            .filter(frame -> frame.timestampMs() >= SECONDS * 500L)
            .count();
  }
}
