package dev.weir.media.ac3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.testkit.bytes.Hex;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first bytes of frames that ffmpeg's encoders made. */
class SyncFrameTest {

  static Stream<Arguments> frames() {
    return Stream.of(
        arguments("0b776bf10840 2f84", new SyncFrame(false, 48_000, 1, 1_536)),
        arguments("0b7700001e40 e100", new SyncFrame(false, 48_000, 6, 1_536)),
        arguments("0b7700005e40 4000", new SyncFrame(false, 44_100, 2, 1_536)),
        arguments("0b7700009e48 4000", new SyncFrame(false, 16_000, 2, 1_536)),
        arguments("0b7700bf3287 c000", new SyncFrame(true, 48_000, 1, 1_536)),
        arguments("0b77017f3487 c000", new SyncFrame(true, 48_000, 2, 1_536)),
        arguments("0b77037f3f87 c000", new SyncFrame(true, 48_000, 6, 1_536)),
        arguments("0b77017f0480 c000", new SyncFrame(true, 48_000, 2, 256)),
        arguments("0b77017fc480 c000", new SyncFrame(true, 24_000, 2, 1_536)));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void readsFrames(String hex, SyncFrame expected) {
    assertThat(read(hex)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0b77", "0b77000000", "770b00001e40e100", "0b770000de40e100"})
  void refusesWhatIsNoFrame(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void doesNotSupportOtherStreams() {
    assertThatThrownBy(() -> read("0b7700001e 88 e100"))
        .isInstanceOf(UnsupportedMediaException.class);
  }

  private static SyncFrame read(String hex) {
    return SyncFrame.read(ByteSlice.of(Hex.bytes(hex)));
  }
}
