package dev.weir.media.flv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.testkit.bytes.ChoppyInput;
import dev.weir.testkit.bytes.Golden;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Reads real streams, whole and in pieces, and compares what they say with golden files. */
class FlvGoldenTest {

  static final List<String> STREAMS =
      List.of(
          "h264-aac",
          "hevc-aac",
          "av1-opus",
          "vp9-opus",
          "mp3",
          "aac-only",
          "flac",
          "ac3",
          "eac3",
          "multitrack");

  @ParameterizedTest
  @FieldSource("STREAMS")
  void readsARealStream(String name) {
    List<FlvTag> tags = read(List.of(stream(name)));

    Golden.assertMatches("flv/" + name + ".txt", FlvDump.of(tags));
  }

  @ParameterizedTest
  @FieldSource("STREAMS")
  void readsTheSameWhateverThePieces(String name) {
    byte[] stream = stream(name);
    List<FlvTag> whole = read(List.of(stream));

    assertThat(read(ChoppyInput.oneByOne(stream))).isEqualTo(whole);
    assertThat(read(ChoppyInput.inPiecesOf(stream, 7))).isEqualTo(whole);
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(read(ChoppyInput.inRandomPieces(stream, 5_000, seed)))
          .as("seed %d", seed)
          .isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @FieldSource("STREAMS")
  void writesTheSameBytesThatItRead(String name) {
    byte[] stream = stream(name);
    ByteSink sink = new ByteSink(stream.length);
    sink.bytes(new FlvHeader((stream[4] & 4) != 0, (stream[4] & 1) != 0).toBytes());
    read(List.of(stream)).forEach(tag -> FlvTagWriter.write(tag, sink));

    assertThat(sink.toByteArray()).isEqualTo(stream);
  }

  static byte[] stream(String name) {
    return Golden.bytes("flv/" + name + ".flv");
  }

  static List<FlvTag> read(List<byte[]> pieces) {
    FlvTagReader reader = new FlvTagReader();
    List<FlvTag> tags = new ArrayList<>();
    pieces.forEach(piece -> tags.addAll(reader.read(ByteSlice.of(piece))));
    assertThat(reader.isBetweenTags()).isTrue();
    return tags;
  }
}
