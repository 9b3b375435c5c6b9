package dev.weir.ingest.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.health.Announced;
import dev.weir.contract.health.HealthSecond;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What is counted of a stream within a second. */
class StreamPulseTest {

  private static final long MS = 1_000_000;
  private static final byte[] KEY_FRAME = bytes("1701000000 0000000165");
  private static final byte[] PICTURE = bytes("2701000000 0000000141");
  private static final byte[] SOUND = bytes("AF01 2100");
  private static final byte[] SOUND_CONFIGURATION = bytes("AF00 1190");
  private static final byte[] OTHER_SOUND_CONFIGURATION = bytes("AF00 1210");

  private final StreamPulse pulse = new StreamPulse();

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static FlvTag picture(long atMs) {
    return new VideoTag(atMs, PICTURE);
  }

  private static FlvTag keyFrame(long atMs) {
    return new VideoTag(atMs, KEY_FRAME);
  }

  private static FlvTag sound(long atMs) {
    return new AudioTag(atMs, SOUND);
  }

  /** The tag in time. */
  private void come(FlvTag tag) {
    pulse.tag(tag, tag.timestampMs() * MS);
  }

  @Test
  void countsPicturesAndBits() {
    for (int at = 0; at < 1_000; at += 40) {
      come(picture(at));
      come(sound(at));
    }

    HealthSecond second = pulse.take(7);

    assertThat(second.epochSecond()).isEqualTo(7);
    assertThat(second.pictures()).isEqualTo(25);
    assertThat(second.videoBits()).isEqualTo(25L * PICTURE.length * 8);
    assertThat(second.audioBits()).isEqualTo(25L * SOUND.length * 8);
    assertThat(second.gapMs()).isEqualTo(40);
    assertThat(second.latenessMs()).isZero();
    assertThat(second.driftMs()).isZero();
    assertThat(pulse.take(8)).isEqualTo(new HealthSecond(8, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void knowsHowFarKeyFramesAreApart() {
    come(keyFrame(0));
    come(picture(1_000));
    assertThat(pulse.keyFrameIntervalMs()).isZero();
    assertThat(pulse.sinceKeyFrameMs()).isEqualTo(1_000);
    come(keyFrame(8_320));
    assertThat(pulse.keyFrameIntervalMs()).isEqualTo(8_320);
    assertThat(pulse.sinceKeyFrameMs()).isZero();
  }

  @Test
  void mediaThatComesBehindItsTimesIsLate() {
    pulse.tag(picture(0), 0);
    pulse.tag(picture(40), 40 * MS);
    pulse.tag(picture(80), 3_080 * MS);
    assertThat(pulse.take(1).latenessMs()).isEqualTo(2_999);
    pulse.tag(picture(3_120), 3_120 * MS);
    assertThat(pulse.take(2).latenessMs()).isZero();
  }

  @Test
  void anEncoderWhoseClockIsSlowIsNotLate() {
    long lastNanos = 0;
    for (int second = 0; second < 10_000; second++) {
      lastNanos = (long) (second * 1_000.1 * MS);
      pulse.tag(picture(second * 1_000L), lastNanos);
    }
    assertThat(pulse.take(1).latenessMs()).isLessThan(10);
  }

  @Test
  void soundThatIsAheadOfThePicturesIsAdrift() {
    come(picture(0));
    come(sound(0));
    come(sound(900));
    come(picture(40));
    assertThat(pulse.take(1).driftMs()).isEqualTo(860);
  }

  @Test
  void soundAloneIsNotAdrift() {
    come(picture(0));
    pulse.take(1);
    come(sound(5_000));
    assertThat(pulse.take(2).driftMs()).isZero();
  }

  @Test
  void missingMediaIsAGapAndAJumpIsNone() {
    come(picture(0));
    come(picture(2_500));
    assertThat(pulse.take(1).gapMs()).isEqualTo(2_500);

    pulse.jump();
    come(picture(90_000));
    assertThat(pulse.take(2).gapMs()).isZero();
    assertThat(pulse.takeJumps()).isEqualTo(1);
    assertThat(pulse.takeJumps()).isZero();
  }

  @Test
  void theSameConfigurationAgainIsNoChange() {
    come(new AudioTag(0, SOUND_CONFIGURATION));
    come(new AudioTag(10, SOUND_CONFIGURATION.clone()));
    assertThat(pulse.takeCodecChanges()).isZero();
    come(new AudioTag(20, OTHER_SOUND_CONFIGURATION));
    assertThat(pulse.takeCodecChanges()).isEqualTo(1);
  }

  @Test
  void anotherPublisherMayUseOtherCodecs() {
    come(new AudioTag(0, SOUND_CONFIGURATION));
    come(sound(0));
    pulse.restart();
    come(new AudioTag(20, OTHER_SOUND_CONFIGURATION));
    assertThat(pulse.takeCodecChanges()).isZero();
    assertThat(pulse.hasSound()).isFalse();
    assertThat(pulse.take(1).audioBits()).isEqualTo(OTHER_SOUND_CONFIGURATION.length * 8L);
  }

  @Test
  void readsWhatIsAnnounced() {
    // onMetaData {framerate: 30, videodatarate: 2500}
    ByteSlice metadata =
        ByteSlice.of(
            bytes(
                "02000A6F6E4D65746144617461 08 00000002 00096672616D6572617465 00403E000000000000"
                    + "000D766964656F6461746172617465 0040A3880000000000 000009"));
    come(ScriptTag.ofDataMessage(0, metadata));
    assertThat(pulse.announced()).isEqualTo(new Announced(30, 2_500_000, 0));
  }
}
