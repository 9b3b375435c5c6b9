package dev.weir.bench.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordingTest {

  private static final int SECONDS = 8;

  @Test
  void goesRoundWithoutASeam() {
    Recording recording = Recording.cut(encoded(210, 380), SECONDS);

    long lastVideoMs = -40;
    long lastAudioMs = -21;
    for (long index = 0; index < 3L * recording.frames().size(); index++) {
      long timestampMs = recording.timestampMs(index);
      if (recording.frame(index) instanceof VideoTag) {
        assertThat(timestampMs).isEqualTo(lastVideoMs + 40);
        lastVideoMs = timestampMs;
      } else {
        assertThat(timestampMs - lastAudioMs).isBetween(21L, 22L);
        lastAudioMs = timestampMs;
      }
    }
    assertThat(lastVideoMs).isEqualTo(3 * 8000 - 40);
  }

  @Test
  void keepsConfigurationApart() {
    Recording recording = Recording.cut(encoded(200, 375), SECONDS);

    assertThat(recording.configuration()).hasSize(2);
    assertThat(recording.frames()).hasSize(200 + 375);
  }

  @Test
  void refusesAnEncodingThatIsTooShort() {
    assertThatThrownBy(() -> Recording.cut(encoded(199, 400), SECONDS))
        .hasMessageContaining("199 frames instead of 200");
  }

  private static List<FlvTag> encoded(int pictures, int sounds) {
    List<FlvTag> tags = new ArrayList<>();
    tags.add(new VideoTag(0, new byte[] {0x17, 0, 0, 0, 0, 1}));
    tags.add(new AudioTag(0, new byte[] {(byte) 0xAF, 0, 0x11, (byte) 0x90}));
    for (int i = 0; i < pictures; i++) {
      tags.add(new VideoTag(i * 41L, new byte[] {0x27, 1, 0, 0, 0, 0, 0, 0, 1, 0x41}));
    }
    for (int i = 0; i < sounds; i++) {
      tags.add(new AudioTag(i * 20L, new byte[] {(byte) 0xAF, 1, 0x21}));
    }
    return tags;
  }
}
