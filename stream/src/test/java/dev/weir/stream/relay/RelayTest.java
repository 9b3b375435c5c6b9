package dev.weir.stream.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.MediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.stream.timeline.TimelineChange;
import dev.weir.testkit.bytes.ChoppyInput;
import dev.weir.testkit.bytes.Damage;
import dev.weir.testkit.bytes.Golden;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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
      for (RelayFrame frame : RelayWriter.frames(change)) {
        StringBuilder line = new StringBuilder(frame.getClass().getSimpleName());
        RelayWriter.write(frame)
            .forEach(
                slice -> line.append(' ').append(HexFormat.of().formatHex(slice.toByteArray())));
        dump.append(line).append('\n');
      }
    }
    Golden.assertMatches("relay/changes.txt", dump.toString());
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
