package dev.weir.media.mp3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.testkit.bytes.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Mp3FrameHeaderTest {

  @ParameterizedTest
  @CsvSource({
    "fffb90c4, 44100, 1, 1152, mp4a.6B",
    "fffb9464, 48000, 2, 1152, mp4a.6B",
    "fffa9800, 32000, 2, 1152, mp4a.6B",
    "fff390c4, 22050, 1, 576, mp4a.69",
    "ffe31800, 8000, 2, 576, mp4a.69"
  })
  void readsFrames(String hex, int rateHz, int channels, int samples, String codecString) {
    Mp3FrameHeader header = read(hex);

    assertThat(header.sampleRateHz()).isEqualTo(rateHz);
    assertThat(header.channels()).isEqualTo(channels);
    assertThat(header.samplesPerFrame()).isEqualTo(samples);
    assertThat(header.codecString()).isEqualTo(codecString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fffb90", "49443304", "ffeb9000", "fff99000", "fffb9c00"})
  void refusesWhatIsNoFrame(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void doesNotSupportOtherLayers() {
    assertThatThrownBy(() -> read("fffd9000"))
        .isInstanceOf(UnsupportedMediaException.class)
        .hasMessage("MPEG audio layer 2");
  }

  private static Mp3FrameHeader read(String hex) {
    return Mp3FrameHeader.read(ByteSlice.of(Hex.bytes(hex)));
  }
}
