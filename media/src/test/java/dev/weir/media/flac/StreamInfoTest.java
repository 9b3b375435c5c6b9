package dev.weir.media.flac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.testkit.bytes.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The block that ffmpeg's encoder made. */
class StreamInfoTest {

  private static final String BLOCK =
      "1200120000029f0004f10bb800f00000e10062035b28415c61b3f839ab1879123414";

  @Test
  void readsTheBlockWithAndWithoutItsWrapping() {
    StreamInfo bare = read(BLOCK);

    assertThat(bare.sampleRateHz()).isEqualTo(48_000);
    assertThat(bare.channels()).isEqualTo(1);
    assertThat(bare.maxBlockSamples()).isEqualTo(4_608);
    assertThat(read("664c6143 80000022" + BLOCK)).isEqualTo(bare);
    assertThat(read("664c6143 00000022" + BLOCK + "04000000")).isEqualTo(bare);
  }

  @Test
  void writesBothWrappings() {
    assertThat(Hex.text(read(BLOCK).toSequenceHeader())).isEqualTo("664c614380000022" + BLOCK);
    assertThat(Hex.text(read(BLOCK).toBoxBody())).isEqualTo("0000000080000022" + BLOCK);
  }

  @Test
  void forgetsWhatOnlyAFinishedFileKnows() {
    assertThat(Hex.text(read(BLOCK).withoutTotals().block().toByteArray()))
        .isEqualTo("12001200000000000000" + "0bb800f0" + "00".repeat(20));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1200",
        "664c6144 80000022" + BLOCK,
        "664c6143 84000022" + BLOCK,
        "664c6143 80000021" + BLOCK,
        "12001200000000000000000000f00000000000000000000000000000000000000000"
      })
  void refusesWhatBreaksTheFormat(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedMediaException.class);
  }

  private static StreamInfo read(String hex) {
    return StreamInfo.read(ByteSlice.of(Hex.bytes(hex)));
  }
}
