package dev.weir.stream.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.hls.MediaPlaylist;
import dev.weir.media.hls.Segment;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.fanout.Tags;
import dev.weir.stream.relay.HelloFrame;
import dev.weir.stream.relay.LoadedFrame;
import dev.weir.stream.relay.RelayAssembly;
import dev.weir.stream.relay.RelayReader;
import dev.weir.stream.relay.RelayWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What another node must be told so that it shows the same. */
final class TimelineHistoryTest {

  private final Studio studio = new Studio().connect().configure();
  private final RelayAssembly assembly = new RelayAssembly();

  @Test
  void whoComesLateIsToldAllThatIsHeld() {
    studio.sendGroups(40);
    TimelineChange all = studio.timeline().history().since(0).orElseThrow();
    TimelineMirror mirror = studio.timelines.mirror(studio.encoderLoop);
    studio.encoderLoop.enter(() -> mirror.apply(relayed(all)));
    assertSame(mirror);
    assertThat(all.events()).as("40 groups were sent, half a minute is held").hasSizeLessThan(600);
  }

  @Test
  void everyRevisionLeadsToTheNewest() {
    TimelineMirror mirror = studio.timelines.mirror(studio.encoderLoop);
    for (int i = 0; i < 25; i++) {
      studio.sendGroups(1);
      TimelineChange rest = studio.timeline().history().since(mirror.revision()).orElseThrow();
      studio.encoderLoop.enter(() -> mirror.apply(relayed(rest)));
      assertSame(mirror);
    }
  }

  @Test
  void interruptionsAndNewConfigurationsAreTold() {
    studio.sendGroups(3).disconnect();
    studio.connect().configure().sendGroups(3);
    studio.send(List.of(Tags.otherVideoConfig(20_000))).sendGroups(20);
    TimelineMirror mirror = studio.timelines.mirror(studio.encoderLoop);
    TimelineChange all = studio.timeline().history().since(0).orElseThrow();
    studio.encoderLoop.enter(() -> mirror.apply(relayed(all)));
    assertSame(mirror);
  }

  @Test
  void whoWasAwayForTooLongIsToldFromTheBeginning() {
    studio.sendGroups(3);
    long early = studio.view().revision();
    studio.sendGroups(3);
    assertThat(studio.timeline().history().since(early)).isPresent();
    studio.sendGroups(40);
    assertThat(studio.timeline().history().since(early)).isEmpty();
    assertThat(studio.timeline().history().since(studio.view().revision() + 1)).isEmpty();
  }

  /** As another node receives it. */
  private TimelineChange relayed(TimelineChange change) {
    RelayReader reader = new RelayReader();
    List<LoadedFrame> frames = new ArrayList<>();
    frames.add(RelayWriter.bare(new HelloFrame(1, 0)));
    frames.addAll(RelayWriter.frames(change, studio.timeline()::media));
    List<TimelineChange> shown = new ArrayList<>();
    for (LoadedFrame frame : frames) {
      ByteBuf wire = frame.write();
      reader
          .read(ByteSlice.of(ByteBufUtil.getBytes(wire)))
          .forEach(read -> assembly.accept(read).ifPresent(shown::add));
      wire.release();
    }
    return shown.getFirst();
  }

  private void assertSame(TimelineMirror mirror) {
    TimelineView original = studio.view();
    TimelineView copy = mirror.timeline().view();
    assertThat(copy.revision()).isEqualTo(original.revision());
    assertThat(copy.stage()).isEqualTo(original.stage());
    for (TrackKind kind : TrackKind.values()) {
      assertThat(copy.playlist(kind)).isEqualTo(original.playlist(kind));
    }
    assertThat(copy.muxed()).isEqualTo(original.muxed());
    Optional<MediaPlaylist> muxed = original.muxed();
    for (Segment segment : muxed.map(MediaPlaylist::segments).orElseGet(List::of)) {
      assertThat(bytes(mirror.timeline().muxed(segment.sequence())))
          .isEqualTo(bytes(studio.timeline().muxed(segment.sequence())));
    }
  }

  private static byte[] bytes(Held held) {
    ByteBuf lease = Studio.lease(held);
    try {
      return ByteBufUtil.getBytes(lease);
    } finally {
      lease.release();
    }
  }
}
