package dev.weir.stream.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.MediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.hls.Part;
import dev.weir.media.hls.Segment;
import dev.weir.media.hls.SegmentEvent;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.timeline.TimelineChange;
import dev.weir.testkit.bytes.ChoppyInput;
import dev.weir.testkit.bytes.Damage;
import dev.weir.testkit.bytes.Golden;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Frames and bytes, both ways. */
final class RelayTest {

  private static final byte[] WHOLE = Changes.bytes(Changes.first(), Changes.second());

  @Test
  void whatIsWrittenIsReadAgain() {
    assertThat(changes(List.of(WHOLE))).containsExactly(Changes.first(), Changes.second());
  }

  @Test
  void theFormOnTheWireIsKept() {
    StringBuilder dump = new StringBuilder();
    for (TimelineChange change : List.of(Changes.first(), Changes.second())) {
      for (LoadedFrame frame : RelayWriter.frames(change, Changes::media)) {
        String kind = frame.frame().getClass().getSimpleName();
        String bytes = HexFormat.of().formatHex(Changes.bytes(frame));
        dump.append(kind).append(' ').append(bytes).append('\n');
      }
    }
    Golden.assertMatches("relay/changes.txt", dump.toString());
  }

  @Test
  void aPartNeedNotHaveItsMediaWithIt() {
    TimelineChange whole = Changes.first();
    TimelineChange emptied =
        new TimelineChange(
            whole.revision(),
            whole.stage(),
            whole.tracks(),
            whole.counters(),
            whole.events().stream().map(RelayTest::emptied).toList());
    Map<String, ByteBuf> kept = new HashMap<>();
    whole.events().stream()
        .filter(SegmentEvent.PartAdded.class::isInstance)
        .map(SegmentEvent.PartAdded.class::cast)
        .forEach(added ->
            kept.put(
                added.kind() + "/" + added.part().number(),
                Changes.media(added.kind(), added.part()).orElseThrow()));
    List<LoadedFrame> frames =
        RelayWriter.frames(
            emptied, (kind, part) -> Optional.ofNullable(kept.get(kind + "/" + part.number())));

    List<TimelineChange> read =
        changes(
            Stream.concat(Stream.of(RelayWriter.bare(new HelloFrame(1, 0))), frames.stream())
                .map(Changes::bytes)
                .toList());
    assertThat(read).containsExactly(whole);
    assertThat(kept.values()).allMatch(bytes -> bytes.refCnt() == 0);
  }

  @Test
  void aPartWhoseMediaHasLeftIsRefusedWhereItArrives() {
    List<LoadedFrame> frames =
        RelayWriter.frames(Changes.first(), (kind, part) -> Optional.empty());
    RelayReader reader = new RelayReader();
    reader.read(ByteSlice.of(Changes.bytes(RelayWriter.bare(new HelloFrame(1, 0)))));
    assertThatThrownBy(
            () -> frames.forEach(frame -> reader.read(ByteSlice.of(Changes.bytes(frame)))))
        .isInstanceOf(MalformedMediaException.class);
  }

  private static SegmentEvent emptied(SegmentEvent event) {
    return event instanceof SegmentEvent.PartAdded(TrackKind kind, Segment segment)
        ? new SegmentEvent.PartAdded(
            kind, segment.with(segment.parts().stream().map(Part::emptied).toList()))
        : event;
  }

  @Test
  void piecesOfAnySizeMakeTheSame() {
    List<TimelineChange> whole = List.of(Changes.first(), Changes.second());
    assertThat(changes(ChoppyInput.oneByOne(WHOLE))).isEqualTo(whole);
    assertThat(changes(ChoppyInput.inPiecesOf(WHOLE, 7))).isEqualTo(whole);
    for (long seed = 0; seed < 50; seed++) {
      assertThat(changes(ChoppyInput.inRandomPieces(WHOLE, 100, seed)))
          .as("seed %d", seed)
          .isEqualTo(whole);
    }
  }

  @Test
  void whatIsCutShortMakesNoMoreThanItHolds() {
    ChoppyInput.truncations(WHOLE)
        .forEach(part -> assertThat(changes(List.of(part))).hasSizeLessThanOrEqualTo(2));
  }

  @Test
  void damageIsRefusedByName() {
    for (long seed = 0; seed < 5_000; seed++) {
      survives(Damage.damaged(WHOLE, seed), "damage with seed " + seed);
      survives(Damage.noise(400, seed), "noise with seed " + seed);
    }
  }

  @Test
  void aConnectionThatBreaksRepeatsWhatWasNotShown() {
    RelayAssembly assembly = new RelayAssembly();
    frames(Changes.first()).forEach(assembly::accept);
    List<RelayFrame> second = frames(Changes.second());
    second.subList(0, 2).forEach(assembly::accept);
    assembly.restart();
    List<TimelineChange> shown = new ArrayList<>();
    second.forEach(frame -> assembly.accept(frame).ifPresent(shown::add));
    assertThat(shown).containsExactly(Changes.second());
  }

  @Test
  void aPartOfAnUnknownConfigurationIsRefused() {
    RelayAssembly assembly = new RelayAssembly();
    RelayFrame part =
        frames(Changes.first()).stream().filter(PartFrame.class::isInstance).findFirst().get();
    assertThatThrownBy(() -> assembly.accept(part)).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void anotherVersionIsRefused() {
    byte[] other = WHOLE.clone();
    other[RelayWriter.HEADER_BYTES] = 2;
    assertThatThrownBy(() -> new RelayReader().read(ByteSlice.of(other)))
        .isInstanceOf(UnsupportedMediaException.class)
        .hasMessageContaining("version 2");
  }

  @Test
  void aFrameThatIsTooLargeIsRefusedBeforeItIsThere() {
    byte[] header = HexFormat.of().parseHex("0502000001");
    assertThatThrownBy(() -> new RelayReader().read(ByteSlice.of(header)))
        .isInstanceOf(MalformedMediaException.class);
  }

  private static List<RelayFrame> frames(TimelineChange change) {
    return new RelayReader().read(ByteSlice.of(Changes.bytes(change)));
  }

  private static List<TimelineChange> changes(List<byte[]> pieces) {
    RelayReader reader = new RelayReader();
    RelayAssembly assembly = new RelayAssembly();
    List<TimelineChange> changes = new ArrayList<>();
    for (byte[] piece : pieces) {
      reader
          .read(ByteSlice.of(piece))
          .forEach(frame -> assembly.accept(frame).ifPresent(changes::add));
    }
    return changes;
  }

  private static void survives(byte[] bytes, String what) {
    try {
      assertThat(changes(List.of(bytes))).as(what).isNotNull();
    } catch (MediaException refused) {
      assertThat(refused.getMessage()).as(what).isNotEmpty();
    } catch (RuntimeException escaped) {
      throw new AssertionError(what, escaped);
    }
  }
}
