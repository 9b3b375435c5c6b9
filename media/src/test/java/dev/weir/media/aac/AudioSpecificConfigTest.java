package dev.weir.media.aac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.aac.AudioSpecificConfig.Extension;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.testkit.bytes.BitWriter;
import dev.weir.testkit.bytes.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioSpecificConfigTest {

  /** The configurations in use, those with a program config element as ffmpeg writes them. */
  @ParameterizedTest
  @CsvSource({
    "1190, mp4a.40.2, 48000, 2, 1024, 48000",
    "1208, mp4a.40.2, 44100, 1, 1024, 44100",
    "119056e500, mp4a.40.2, 48000, 2, 1024, 48000",
    "11b056e500, mp4a.40.2, 48000, 6, 1024, 48000",
    "11b856e500, mp4a.40.2, 48000, 8, 1024, 48000",
    "0a10, mp4a.40.1, 44100, 2, 1024, 44100",
    "2b920800, mp4a.40.5, 44100, 2, 2048, 22050",
    "2b8a0800, mp4a.40.5, 44100, 1, 2048, 22050",
    "eb098800, mp4a.40.29, 48000, 2, 2048, 24000",
    "131056e598, mp4a.40.5, 48000, 2, 2048, 24000",
    "130856e59d4880, mp4a.40.29, 48000, 2, 2048, 24000",
    "1780560c10, mp4a.40.2, 44056, 2, 1024, 44056",
    "1194, mp4a.40.2, 48000, 2, 960, 48000",
    "f8e82000, mp4a.40.39, 44100, 1, 512, 44100",
    "118004c4040021100d4c61766336322e32382e31303256e500, mp4a.40.2, 48000, 4, 1024, 48000",
    "118004c840002008800d4c61766336322e32382e31303256e500, mp4a.40.2, 48000, 5, 1024, 48000",
    "118004c848002000c4400d4c61766336322e32382e31303256e500, mp4a.40.2, 48000, 7, 1024, 48000",
    "118004c848002008c8200d4c61766336322e32382e31303256e500, mp4a.40.2, 48000, 8, 1024, 48000"
  })
  void readsConfigurations(
      String hex, String codecString, int rateHz, int channels, int samples, int coreRateHz) {
    AudioSpecificConfig config = read(hex);

    assertThat(config.codecString()).isEqualTo(codecString);
    assertThat(config.sampleRateHz()).isEqualTo(rateHz);
    assertThat(config.channels()).isEqualTo(channels);
    assertThat(config.samplesPerFrame()).isEqualTo(samples);
    assertThat(config.coreSampleRateHz()).isEqualTo(coreRateHz);
  }

  @Test
  void countsALowFrequencyChannelAndPairs() {
    BitWriter bits = new BitWriter().bits(2, 5).bits(3, 4).bits(0, 4).bits(0, 3);
    bits.bits(0, 4).bits(1, 2).bits(3, 4);
    bits.bits(2, 4).bits(0, 4).bits(1, 4).bits(1, 2).bits(0, 3).bits(0, 4);
    bits.bits(1, 1).bits(5, 4).bits(0, 1).bits(1, 1).bits(7, 3);
    bits.bits(0b00000, 5).bits(0b10000, 5).bits(0b10001, 5).bits(0, 4);
    byte[] withoutComment = bits.toBytes();
    ByteSink sink = new ByteSink(32).bytes(withoutComment).u8(2).ascii("hi");

    AudioSpecificConfig config = AudioSpecificConfig.read(sink.toSlice());

    assertThat(config.coreChannels()).isEqualTo(6);
    assertThat(config.extension()).isEqualTo(Extension.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "11", "0000", "1f90", "16d0", "17 800000 10", "1180", "2b92"})
  void refusesWhatBreaksTheFormat(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void doesNotSupportOtherCores() {
    assertThatThrownBy(() -> read("f95190")).isInstanceOf(UnsupportedMediaException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1190, 100, fff14c800d7ffc",
    "1208, 0, fff1504000fffc",
    "11b856e500, 8184, fff14dc3fffffc",
    "2b920800, 100, fff15c800d7ffc"
  })
  void writesAnAdtsHeader(String hex, int payloadBytes, String expected) {
    ByteSink sink = new ByteSink(7);
    AdtsHeader.of(read(hex)).write(payloadBytes, sink);

    assertThat(Hex.text(sink.toByteArray())).isEqualTo(expected);
  }

  @Test
  void refusesAFrameThatAdtsCannotHold() {
    AdtsHeader header = AdtsHeader.of(read("1190"));

    assertThatThrownBy(() -> header.write(8_185, new ByteSink(7)))
        .isInstanceOf(MalformedMediaException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1780560c10", "f8e82000", "118004c4040021100d4c61766336322e32382e313032"})
  void doesNotSupportWhatAdtsHasNoNumberFor(String hex) {
    AudioSpecificConfig config = read(hex);

    assertThatThrownBy(() -> AdtsHeader.of(config)).isInstanceOf(UnsupportedMediaException.class);
  }

  private static AudioSpecificConfig read(String hex) {
    return AudioSpecificConfig.read(ByteSlice.of(Hex.bytes(hex)));
  }
}
