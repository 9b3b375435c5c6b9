package dev.weir.media.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.VideoPacket.CodedFrame;
import dev.weir.media.flv.VideoPacket.Command;
import dev.weir.media.flv.VideoPacket.Metadata;
import dev.weir.media.flv.VideoPacket.MpegTsSequenceStart;
import dev.weir.media.flv.VideoPacket.SequenceEnd;
import dev.weir.media.flv.VideoPacket.SequenceStart;
import dev.weir.media.frame.Codec;
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoTagBodyTest {

  private static final ByteSlice DATA = bytes("aabbcc");

  static Stream<Arguments> table() {
    return Stream.of(
        arguments(
            VideoTagBody.of(TagForm.LEGACY, new SequenceStart(0, Codec.AVC, DATA)),
            "17 00 000000 aabbcc"),
        arguments(
            VideoTagBody.of(TagForm.LEGACY, new CodedFrame(0, Codec.AVC, true, 80, DATA)),
            "17 01 000050 aabbcc"),
        arguments(
            VideoTagBody.of(TagForm.LEGACY, new CodedFrame(0, Codec.AVC, false, -40, DATA)),
            "27 01 ffffd8 aabbcc"),
        arguments(VideoTagBody.of(TagForm.LEGACY, new SequenceEnd(0, Codec.AVC)), "17 02 000000"),
        arguments(
            VideoTagBody.of(TagForm.LEGACY, new CodedFrame(0, Codec.HEVC, true, 0, DATA)),
            "1c 01 000000 aabbcc"),
        arguments(VideoTagBody.of(TagForm.LEGACY, new Command(1)), "57 01"),
        arguments(
            VideoTagBody.of(TagForm.ENHANCED, new SequenceStart(0, Codec.HEVC, DATA)),
            "90 68766331 aabbcc"),
        arguments(
            VideoTagBody.of(TagForm.ENHANCED, new CodedFrame(0, Codec.HEVC, false, 40, DATA)),
            "a1 68766331 000028 aabbcc"),
        arguments(
            VideoTagBody.of(TagForm.ENHANCED, new CodedFrame(0, Codec.HEVC, true, 0, DATA)),
            "93 68766331 aabbcc"),
        arguments(
            VideoTagBody.of(TagForm.ENHANCED, new CodedFrame(0, Codec.AV1, true, 0, DATA)),
            "91 61763031 aabbcc"),
        arguments(
            VideoTagBody.of(TagForm.ENHANCED, new CodedFrame(0, Codec.VP9, false, 0, DATA)),
            "a1 76703039 aabbcc"),
        arguments(VideoTagBody.of(TagForm.ENHANCED, new SequenceEnd(0, Codec.AVC)), "92 61766331"),
        arguments(
            VideoTagBody.of(TagForm.ENHANCED, new Metadata(0, Codec.HEVC, DATA)),
            "d4 68766331 aabbcc"),
        arguments(
            VideoTagBody.of(TagForm.ENHANCED, new MpegTsSequenceStart(0, Codec.AV1, DATA)),
            "95 61763031 aabbcc"),
        arguments(VideoTagBody.of(TagForm.ENHANCED, new Command(0)), "d0 00"),
        arguments(
            new VideoTagBody(
                TagForm.ENHANCED, 999_999, List.of(new CodedFrame(0, Codec.AV1, true, 0, DATA))),
            "97 02 0f423f 01 61763031 aabbcc"),
        arguments(
            VideoTagBody.of(TagForm.ONE_TRACK, new SequenceStart(3, Codec.AVC, DATA)),
            "96 00 61766331 03 aabbcc"),
        arguments(
            VideoTagBody.of(TagForm.ONE_TRACK, new CodedFrame(1, Codec.AVC, false, 40, DATA)),
            "a6 01 61766331 01 000028 aabbcc"),
        arguments(
            VideoTagBody.of(TagForm.ONE_TRACK, new Metadata(1, Codec.HEVC, DATA)),
            "d6 04 68766331 01 aabbcc"),
        arguments(
            new VideoTagBody(
                TagForm.MANY_TRACKS,
                0,
                List.of(
                    new CodedFrame(0, Codec.HEVC, true, 0, DATA),
                    new CodedFrame(1, Codec.HEVC, true, 40, bytes("dd")))),
            "96 11 68766331 00 000006 000000 aabbcc 01 000004 000028 dd"),
        arguments(
            new VideoTagBody(
                TagForm.MANY_TRACKS_MANY_CODECS,
                1_000,
                List.of(
                    new CodedFrame(0, Codec.AVC, true, 0, DATA),
                    new CodedFrame(1, Codec.AV1, true, 0, bytes("dd")))),
            "97 02 0003e8 06 21 61766331 00 000006 000000 aabbcc 61763031 01 000001 dd"),
        arguments(new VideoTagBody(TagForm.LEGACY, 0, List.of()), ""));
  }

  @ParameterizedTest
  @MethodSource("table")
  void writesTheBytesOfABody(VideoTagBody body, String hex) {
    assertThat(Hex.text(body.toBytes())).isEqualTo(Hex.text(Hex.bytes(hex)));
  }

  @ParameterizedTest
  @MethodSource("table")
  void readsTheBodyOfBytes(VideoTagBody body, String hex) {
    assertThat(VideoTagBody.read(bytes(hex))).isEqualTo(body);
  }

  /** What the hub asks of a tag must be what the body says. */
  @ParameterizedTest
  @MethodSource("table")
  void aTagKnowsItsBodyAtAGlance(VideoTagBody body, String hex) {
    VideoTag tag = new VideoTag(0, Hex.bytes(hex));
    List<VideoPacket> packets = body.packets();

    assertThat(tag.isSequenceStart())
        .isEqualTo(
            packets.stream()
                .anyMatch(it -> it instanceof SequenceStart || it instanceof MpegTsSequenceStart));
    assertThat(tag.isCodedFrame())
        .isEqualTo(packets.stream().anyMatch(CodedFrame.class::isInstance));
    assertThat(tag.isKeyFrame())
        .isEqualTo(
            packets.stream().anyMatch(it -> it instanceof CodedFrame frame && frame.keyFrame()));
    assertThat(tag.trackNumber()).isEqualTo(packets.isEmpty() ? 0 : packets.getFirst().track());
  }

  @Test
  void takesModifiersOfAnySizeAndUnknownKind() {
    String longModifier = "ff 012c" + "ee".repeat(301) + "17";
    String offset = "03 00 00 07 ff 01";

    VideoTagBody body = VideoTagBody.read(bytes("97" + longModifier + offset + "61763031 aabbcc"));

    assertThat(body.timestampOffsetNs()).isEqualTo(7);
    assertThat(body.packets()).containsExactly(new CodedFrame(0, Codec.AV1, true, 0, DATA));
  }

  @Test
  void readsALegacySequenceEndThatIsCutShort() {
    assertThat(VideoTagBody.read(bytes("17 02")).packets())
        .containsExactly(new SequenceEnd(0, Codec.AVC));
  }

  @Test
  void givesTheColorsOfMetadata() {
    String values =
        "02 0009 636f6c6f72496e666f 03 0006 686472436c6c 03 0006 6d617843 4c4c"
            + "00 408f400000000000 000009 000009";
    Metadata metadata = new Metadata(0, Codec.HEVC, bytes(values));

    assertThat(metadata.colorInfo().orElseThrow().nested("hdrCll").orElseThrow().number("maxCLL"))
        .hasValue(1000);
    assertThat(new Metadata(0, Codec.HEVC, bytes("02 0009 636f6c6f72496e666f 06")).colorInfo())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12 00", "90 76766331 00", "90 76703038 00", "98 61763031", "90 6d703461"})
  void doesNotSupportOtherCodecsAndPacketTypes(String hex) {
    assertThatThrownBy(() -> VideoTagBody.read(bytes(hex)))
        .isInstanceOf(UnsupportedMediaException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "17",
        "17 03 000000",
        "17 01 0000",
        "90 6876",
        "97",
        "97 00",
        "97 02 0f4240 01 61763031",
        "97 01 0000 01 61763031",
        "96 06 61766331 00",
        "96 37 61766331 00",
        "96 30 61766331 00",
        "96 11 68766331 00 000007 000000",
        "96 01 61766331",
        "57",
        "d0"
      })
  void refusesWhatBreaksTheFormat(String hex) {
    assertThatThrownBy(() -> VideoTagBody.read(bytes(hex)))
        .isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void limitsTheTracksOfOneTag() {
    String track = "00 000001 00";

    assertThat(VideoTagBody.read(bytes("96 10 61766331" + track.repeat(16))).packets()).hasSize(16);
    assertThatThrownBy(() -> VideoTagBody.read(bytes("96 10 61766331" + track.repeat(17))))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessage("more than 16 tracks in one tag");
  }

  @Test
  void refusesToWriteWhatHasNoForm() {
    assertThatThrownBy(
            () -> VideoTagBody.of(TagForm.LEGACY, new SequenceStart(0, Codec.AV1, DATA)).toBytes())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            new VideoTagBody(
                    TagForm.MANY_TRACKS,
                    0,
                    List.of(
                        new SequenceStart(0, Codec.AVC, DATA),
                        new CodedFrame(1, Codec.AVC, true, 0, DATA)))
                .toBytes())
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ByteSlice bytes(String hex) {
    return ByteSlice.of(Hex.bytes(hex));
  }
}
