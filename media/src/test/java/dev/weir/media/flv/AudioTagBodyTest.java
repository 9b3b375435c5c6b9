package dev.weir.media.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.flv.AudioPacket.CodedFrame;
import dev.weir.media.flv.AudioPacket.MultichannelConfig;
import dev.weir.media.flv.AudioPacket.SequenceEnd;
import dev.weir.media.flv.AudioPacket.SequenceStart;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.frame.Codec;
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioTagBodyTest {

  private static final ByteSlice DATA = bytes("aabbcc");

  static Stream<Arguments> table() {
    return Stream.of(
        arguments(
            AudioTagBody.of(TagForm.LEGACY, new SequenceStart(0, Codec.AAC, bytes("1190"))),
            "af 00 1190"),
        arguments(
            AudioTagBody.of(TagForm.LEGACY, new CodedFrame(0, Codec.AAC, DATA)), "af 01 aabbcc"),
        arguments(
            AudioTagBody.of(TagForm.LEGACY, new CodedFrame(0, Codec.MP3, bytes("fffb10c4 aa"))),
            "2e fffb10c4 aa"),
        arguments(
            AudioTagBody.of(TagForm.LEGACY, new CodedFrame(0, Codec.MP3, bytes("ffe31800 aa"))),
            "e3 ffe31800 aa"),
        arguments(
            AudioTagBody.of(TagForm.ENHANCED, new SequenceStart(0, Codec.OPUS, DATA)),
            "90 4f707573 aabbcc"),
        arguments(
            AudioTagBody.of(TagForm.ENHANCED, new SequenceStart(0, Codec.FLAC, DATA)),
            "90 664c6143 aabbcc"),
        arguments(
            AudioTagBody.of(TagForm.ENHANCED, new CodedFrame(0, Codec.AAC, DATA)),
            "91 6d703461 aabbcc"),
        arguments(
            AudioTagBody.of(TagForm.ENHANCED, new CodedFrame(0, Codec.MP3, DATA)),
            "91 2e6d7033 aabbcc"),
        arguments(
            AudioTagBody.of(TagForm.ENHANCED, new CodedFrame(0, Codec.AC3, DATA)),
            "91 61632d33 aabbcc"),
        arguments(AudioTagBody.of(TagForm.ENHANCED, new SequenceEnd(0, Codec.EAC3)), "92 65632d33"),
        arguments(
            AudioTagBody.of(
                TagForm.ENHANCED,
                new MultichannelConfig(0, Codec.OPUS, new ChannelLayout.Native(6, 0x3F))),
            "94 4f707573 01 06 0000003f"),
        arguments(
            AudioTagBody.of(
                TagForm.ENHANCED,
                new MultichannelConfig(0, Codec.OPUS, new ChannelLayout.Custom(bytes("0001fe")))),
            "94 4f707573 02 03 0001fe"),
        arguments(
            AudioTagBody.of(
                TagForm.ENHANCED,
                new MultichannelConfig(0, Codec.OPUS, new ChannelLayout.Unspecified(2))),
            "94 4f707573 00 02"),
        arguments(
            AudioTagBody.of(TagForm.ONE_TRACK, new SequenceStart(1, Codec.AAC, bytes("1208"))),
            "95 00 6d703461 01 1208"),
        arguments(
            new AudioTagBody(
                TagForm.MANY_TRACKS,
                0,
                List.of(
                    new CodedFrame(0, Codec.AAC, DATA), new CodedFrame(1, Codec.AAC, bytes("dd")))),
            "95 11 6d703461 00 000003 aabbcc 01 000001 dd"),
        arguments(
            new AudioTagBody(
                TagForm.MANY_TRACKS_MANY_CODECS,
                5,
                List.of(new CodedFrame(0, Codec.AAC, DATA), new CodedFrame(7, Codec.OPUS, DATA))),
            "97 02 000005 05 21 6d703461 00 000003 aabbcc 4f707573 07 000003 aabbcc"),
        arguments(new AudioTagBody(TagForm.LEGACY, 0, List.of()), ""));
  }

  @ParameterizedTest
  @MethodSource("table")
  void writesTheBytesOfABody(AudioTagBody body, String hex) {
    assertThat(Hex.text(body.toBytes())).isEqualTo(Hex.text(Hex.bytes(hex)));
  }

  @ParameterizedTest
  @MethodSource("table")
  void readsTheBodyOfBytes(AudioTagBody body, String hex) {
    assertThat(AudioTagBody.read(bytes(hex))).isEqualTo(body);
  }

  /** What the hub asks of a tag must be what the body says. */
  @ParameterizedTest
  @MethodSource("table")
  void aTagKnowsItsBodyAtAGlance(AudioTagBody body, String hex) {
    AudioTag tag = new AudioTag(0, Hex.bytes(hex));
    List<AudioPacket> packets = body.packets();

    assertThat(tag.isSequenceStart())
        .isEqualTo(packets.stream().anyMatch(SequenceStart.class::isInstance));
    assertThat(tag.isCodedFrame())
        .isEqualTo(packets.stream().anyMatch(CodedFrame.class::isInstance));
    assertThat(tag.isKeyFrame()).isFalse();
    assertThat(tag.trackNumber()).isEqualTo(packets.isEmpty() ? 0 : packets.getFirst().track());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"30 00", "7f 00", "b6 00", "90 61766331", "93 4f707573", "94 4f707573 03 02"})
  void doesNotSupportOtherCodecsAndPacketTypes(String hex) {
    assertThatThrownBy(() -> AudioTagBody.read(bytes(hex)))
        .isInstanceOf(UnsupportedMediaException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"af", "af 02", "90", "90 4f70", "95 05 4f707573", "94 4f707573 01 02 00"})
  void refusesWhatBreaksTheFormat(String hex) {
    assertThatThrownBy(() -> AudioTagBody.read(bytes(hex)))
        .isInstanceOf(MalformedMediaException.class);
  }

  private static ByteSlice bytes(String hex) {
    return ByteSlice.of(Hex.bytes(hex));
  }
}
