package dev.weir.media.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlvTagReaderTest {

  private static final String HEADER = "464c5601 05 00000009 00000000";

  @Test
  void readsAndWritesOneOfEach() {
    String audio = "08 000002 000015 00 000000 af01 0000000d";
    String video = "09 000003 ffffff 7f 000000 170100 0000000e";
    String script = "12 000001 000000 00 000000 05 0000000c";

    List<FlvTag> tags = read(HEADER + script + audio + video);

    assertThat(tags)
        .containsExactly(
            new ScriptTag(0, Hex.bytes("05")),
            new AudioTag(21, Hex.bytes("af01")),
            new VideoTag(0x7FFF_FFFF, Hex.bytes("170100")));
    assertThat(tags.stream().map(FlvTagWriter::toBytes).map(Hex::text))
        .containsExactly(hex(script), hex(audio), hex(video));
    assertThat(tags.stream().mapToInt(FlvTagWriter::sizeBytes)).containsExactly(16, 17, 18);
  }

  @Test
  void equalTagsHaveEqualContent() {
    VideoTag tag = new VideoTag(1, new byte[] {1});

    assertThat(tag).isEqualTo(new VideoTag(1, new byte[] {1})).hasSameHashCodeAs(tag);
    assertThat(tag).isNotEqualTo(new VideoTag(2, new byte[] {1}));
    assertThat(tag).isNotEqualTo(new VideoTag(1, new byte[] {2}));
    assertThat(tag).isNotEqualTo(new AudioTag(1, new byte[] {1}));
    assertThat(tag).hasToString("video at 1 ms, 1 bytes 01");
  }

  /** A stream that has run for 49 days passes 2^32 ms; a pull begins just before. */
  @Test
  void unwrapsTimestamps() {
    List<FlvTag> tags =
        read(
            HEADER
                + script(0)
                + audio(0xFFFF_FFF0L)
                + audio(0x10)
                + video(0xFFFF_FFFFL)
                + audio(0));

    assertThat(tags)
        .extracting(FlvTag::timestampMs)
        .containsExactly(0L, 0xFFFF_FFF0L, 0x1_0000_0010L, 0xFFFF_FFFFL, 0x1_0000_0000L);
    assertThat(Hex.text(FlvTagWriter.toBytes(tags.get(2)))).isEqualTo(hex(audio(0x10)));
  }

  @Test
  void startsNoClockWithAScriptTag() {
    assertThat(read(HEADER + script(0) + video(0x9000_0000L)))
        .extracting(FlvTag::timestampMs)
        .containsExactly(0L, 0x9000_0000L);
  }

  @Test
  void aScriptTagInTheMidstMovesNoClock() {
    assertThat(
            read(
                HEADER
                    + audio(0x7000_0000L)
                    + audio(0xE000_0000L)
                    + audio(0x5000_0000L)
                    + script(0)
                    + audio(0xBFFF_FFFFL)))
        .extracting(FlvTag::timestampMs)
        .contains(0x1_5000_0000L)
        .endsWith(0x1_BFFF_FFFFL);
  }

  @Test
  void passesOverUnknownTagsAndWrongTrailers() {
    assertThat(read(HEADER + "07 000002 000000 00 000000 aabb ffffffff" + audio(1)))
        .containsExactly(new AudioTag(1, Hex.bytes("af")));
  }

  @Test
  void takesTheFormatSelectorOffAmf3Scripts() {
    assertThat(read(HEADER + "0f 000002 000000 00 000000 0005 0000000d"))
        .containsExactly(new ScriptTag(0, Hex.bytes("05")));
  }

  @Test
  void passesOverALongerFileHeader() {
    assertThat(read("464c5601 05 0000000b aabb 00000000" + audio(1))).hasSize(1);
  }

  @Test
  void readsTagsWithoutBody() {
    assertThat(read(HEADER + "08 000000 000001 00 000000 0000000b"))
        .containsExactly(new AudioTag(1, new byte[0]));
  }

  @Test
  void knowsWhetherATagIsIncomplete() {
    FlvTagReader reader = new FlvTagReader();
    byte[] stream = Hex.bytes(HEADER + audio(1));
    reader.read(new ByteSlice(stream, 0, stream.length - 5));
    assertThat(reader.isBetweenTags()).isFalse();

    assertThat(reader.read(new ByteSlice(stream, stream.length - 5, 1))).hasSize(1);
    assertThat(reader.isBetweenTags()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "474c5601 05 00000009",
        "464c5601 05 00000008",
        "464c5601 05 ffffffff",
        HEADER + "08 100001 000000 00 000000",
        HEADER + "12 100001 000000 00 000000",
        HEADER + "09 a00001 000000 00 000000"
      })
  void refusesWhatBreaksTheFormat(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedMediaException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"464c5602 05 00000009", HEADER + "29 000001 000000 00 000000"})
  void doesNotSupportOtherVersionsAndEncryption(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(UnsupportedMediaException.class);
  }

  @Test
  void writesTheFileHeader() {
    assertThat(Hex.text(new FlvHeader(true, true).toBytes())).isEqualTo(hex(HEADER));
    assertThat(Hex.text(new FlvHeader(true, false).toBytes())).startsWith("464c560104");
    assertThat(FlvHeader.read(ByteSlice.of(new FlvHeader(false, true).toBytes())))
        .isEqualTo(new FlvHeader(false, true));
  }

  @Test
  void writesHeaderAndTrailerApartFromTheBody() {
    AudioTag tag = new AudioTag(1, Hex.bytes("af"));
    ByteSink sink = new ByteSink(32);
    FlvTagWriter.writeHeader(tag, sink);
    sink.bytes(tag.body());
    FlvTagWriter.writeTrailer(tag, sink);

    assertThat(sink.toByteArray()).isEqualTo(FlvTagWriter.toBytes(tag));
  }

  private static String audio(long timestampMs) {
    return tag(8, timestampMs, "af");
  }

  private static String video(long timestampMs) {
    return tag(9, timestampMs, "17");
  }

  private static String script(long timestampMs) {
    return tag(18, timestampMs, "05");
  }

  private static String tag(int type, long timestampMs, String body) {
    return "%02x000001%06x%02x000000%s0000000c"
        .formatted(type, timestampMs & 0xFF_FFFF, timestampMs >> 24 & 0xFF, body);
  }

  private static String hex(String text) {
    return Hex.text(Hex.bytes(text));
  }

  private static List<FlvTag> read(String hex) {
    return new FlvTagReader().read(ByteSlice.of(Hex.bytes(hex)));
  }
}
