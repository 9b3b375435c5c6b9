package dev.weir.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.media.aac.AdtsHeader;
import dev.weir.media.aac.AudioSpecificConfig;
import dev.weir.media.ac3.SyncFrame;
import dev.weir.media.amf.AmfReader;
import dev.weir.media.amf.AmfWriter;
import dev.weir.media.av1.Av1Config;
import dev.weir.media.avc.AvcConfig;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MediaException;
import dev.weir.media.flac.StreamInfo;
import dev.weir.media.hevc.HevcConfig;
import dev.weir.media.mp3.Mp3FrameHeader;
import dev.weir.media.nal.NalUnits;
import dev.weir.media.opus.OpusConfig;
import dev.weir.media.opus.OpusPacket;
import dev.weir.media.vp9.KeyFrameHeader;
import dev.weir.media.vp9.Vp9Config;
import dev.weir.testkit.bytes.ChoppyInput;
import dev.weir.testkit.bytes.Damage;
import dev.weir.testkit.bytes.Hex;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser of small records against damage, truncation and noise: it takes the bytes or throws
 * a {@link MediaException}; what it took, it can write.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ParserFuzzTest {

  private static final int TIMES = 2_000;

  static Stream<Arguments> parsers() {
    return Stream.of(
        parser(
            "AMF0",
            ParserFuzzTest::amf,
            "03 0001 61 08 00000001 0001 62 0a 00000002 05 0101 000009 0001 63 07 0001 000009"),
        parser(
            "AMF3",
            ParserFuzzTest::amf,
            "11 0a 0b 01 03 61 04 01 03 62 09 05 01 03 06 03 61 01 11 06 00 11 0a 00"),
        parser(
            "AVC",
            ParserFuzzTest::avc,
            "017a0015ffe1001d677a0015bcd941519e222f016a020202800000030080000032078b16cb"
                + "01000768ebe3cb3002c0fef8f800"),
        parser(
            "HEVC",
            ParserFuzzTest::hevc,
            "0124080000009d080000000099f000fcfefafa00000f03"
                + "200001001740010c01ffff2408000003009d08000003000099959809210001002c420101240800000300"
                + "9d08000003000099b005120171c93b65959a49395e02d010000003001000000303c080"
                + "22000100074401c172b46240"),
        parser("AV1", ParserFuzzTest::av1, "81000c000a0b020000051da7ec805f0008"),
        parser("VP9", ParserFuzzTest::vp9, "000a820202020000"),
        parser("VP9 key frame", ParserFuzzTest::vp9KeyFrame, "824983420009f005961a38241c18f600"),
        parser("AAC", ParserFuzzTest::aac, "118004c4040021100d4c61766336322e32382e31303256e500"),
        parser("HE-AAC", ParserFuzzTest::aac, "130856e59d4880"),
        parser("ADTS", ParserFuzzTest::adts, "119056e500"),
        parser(
            "Opus", ParserFuzzTest::opus, "4f707573486561640106380180bb00000000010402000401020305"),
        parser("Opus packet", OpusPacket::samples, "ff86"),
        parser("MP3", bytes -> Mp3FrameHeader.read(bytes).codecString(), "fffb90c4"),
        parser("AC-3", SyncFrame::read, "0b7700001e40e100"),
        parser(
            "FLAC",
            bytes -> StreamInfo.read(bytes).withoutTotals().toBoxBody(),
            "664c6143800000221200120000029f0004f10bb800f00000e10062035b28415c61b3f839ab1879123414"),
        parser("NAL units", ParserFuzzTest::nal, "00000002091000000004650000030000000141"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parsers")
  void survivesDamage(String name, Consumer<ByteSlice> parser, byte[] sample) {
    parser.accept(ByteSlice.of(sample));
    for (long seed = 1; seed <= TIMES; seed++) {
      survive(parser, Damage.damaged(sample, seed), name + ", damage with seed " + seed);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parsers")
  void survivesNoise(String name, Consumer<ByteSlice> parser, byte[] sample) {
    for (long seed = 1; seed <= TIMES; seed++) {
      survive(parser, Damage.noise(4 * sample.length, seed), name + ", noise with seed " + seed);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parsers")
  void survivesTruncation(String name, Consumer<ByteSlice> parser, byte[] sample) {
    ChoppyInput.truncations(sample)
        .forEach(bytes -> survive(parser, bytes, name + ", first " + bytes.length + " bytes"));
  }

  private static void survive(Consumer<ByteSlice> parser, byte[] bytes, String scenario) {
    try {
      parser.accept(ByteSlice.of(bytes));
    } catch (MediaException expected) {
      assertThat(expected).hasMessageMatching("\\P{Cntrl}{1,300}");
    } catch (RuntimeException e) {
      fail(scenario + ": " + Hex.text(bytes), e);
    }
  }

  private static Arguments parser(String name, Consumer<ByteSlice> parser, String hex) {
    return arguments(name, parser, Hex.bytes(hex));
  }

  private static void amf(ByteSlice bytes) {
    AmfWriter.toBytes(AmfReader.readAll(bytes));
  }

  private static void avc(ByteSlice bytes) {
    AvcConfig config = AvcConfig.read(bytes);
    assertThat(config.toBytes()).isNotEmpty();
    assertThat(config.codecString()).hasSize(11);
    config.sequenceParameterSets().forEach(dev.weir.media.avc.SequenceParameterSet::read);
  }

  private static void hevc(ByteSlice bytes) {
    HevcConfig config = HevcConfig.read(bytes);
    assertThat(config.toBytes()).isNotEmpty();
    assertThat(config.codecString()).startsWith("hvc1.");
    config.units(HevcConfig.SPS).forEach(dev.weir.media.hevc.SequenceParameterSet::read);
  }

  private static void av1(ByteSlice bytes) {
    Av1Config config = Av1Config.read(bytes);
    assertThat(Av1Config.read(ByteSlice.of(config.toBytes())).color()).isEqualTo(config.color());
    assertThat(config.codecString()).startsWith("av01.");
    config.sequenceHeader();
    Av1Config.ofKeyFrame(config.obus());
  }

  private static void vp9(ByteSlice bytes) {
    Vp9Config config = Vp9Config.read(bytes);
    assertThat(Vp9Config.read(ByteSlice.of(config.toBoxBody()))).isEqualTo(config);
  }

  private static void vp9KeyFrame(ByteSlice bytes) {
    KeyFrameHeader.read(bytes)
        .ifPresent(header -> assertThat(header.toConfig().codecString()).startsWith("vp09."));
  }

  private static void aac(ByteSlice bytes) {
    AudioSpecificConfig config = AudioSpecificConfig.read(bytes);
    assertThat(config.codecString()).startsWith("mp4a.40.");
    assertThat(config.samplesPerFrame()).isPositive();
  }

  private static void adts(ByteSlice bytes) {
    AudioSpecificConfig config = AudioSpecificConfig.read(bytes);
    AdtsHeader.of(config).write(100, new ByteSink(7));
  }

  private static void opus(ByteSlice bytes) {
    OpusConfig config = OpusConfig.readOpusHead(bytes);
    assertThat(OpusConfig.readBoxBody(ByteSlice.of(config.toBoxBody()))).isEqualTo(config);
  }

  private static void nal(ByteSlice bytes) {
    NalUnits.readAnnexB(bytes).forEach(NalUnits::withoutEmulationPrevention);
    NalUnits.readLengthPrefixed(bytes, 4)
        .forEach(unit -> NalUnits.writeAnnexB(unit, new ByteSink(16)));
  }
}
