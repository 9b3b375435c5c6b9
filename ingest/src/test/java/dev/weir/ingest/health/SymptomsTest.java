package dev.weir.ingest.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.health.HealthIssue;
import dev.weir.contract.health.HealthSecond;
import dev.weir.contract.health.HealthVerdict;
import dev.weir.ingest.health.Diagnosis.Sign;
import dev.weir.ingest.health.Symptoms.Happened;
import dev.weir.media.amf.AmfValue;
import dev.weir.media.amf.AmfValue.AmfEcmaArray;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.OnMetaData;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What looks wrong: a stream of 25 pictures a second that says so, spoiled in each way. */
class SymptomsTest {

  private static final long MS = 1_000_000;
  private static final Happened NOTHING = new Happened(0, 0, 0);
  private static final byte[] SOUND = HexFormat.of().parseHex("AF012100");
  private static final int PICTURE_BYTES = 10_000;

  private final StreamPulse pulse = new StreamPulse();
  private final Symptoms symptoms = new Symptoms();
  private long atMs;
  private int frame;

  /** One second of a stream. */
  private Map<HealthIssue, Sign> second(int pictures, int keyFrameEvery, int bytes) {
    for (int i = 0; i < pictures; i++) {
      long ms = atMs + i * 1_000L / pictures;
      byte[] body = new byte[bytes];
      body[0] = (byte) (frame++ % keyFrameEvery == 0 ? 0x17 : 0x27);
      body[1] = 1;
      pulse.tag(new VideoTag(ms, body), ms * MS);
      pulse.tag(new AudioTag(ms, SOUND), ms * MS);
    }
    atMs += 1_000;
    return symptoms.second(pulse.take(atMs / 1_000), NOTHING, pulse);
  }

  private Map<HealthIssue, Sign> seconds(int count, int pictures, int keyFrameEvery, int bytes) {
    Map<HealthIssue, Sign> last = Map.of();
    for (int i = 0; i < count; i++) {
      last = second(pictures, keyFrameEvery, bytes);
    }
    return last;
  }

  private static Sign sign(Map<HealthIssue, Sign> signs, HealthIssue issue) {
    return Objects.requireNonNull(signs.get(issue));
  }

  private void announce(double framesPerSecond, double kilobits) {
    Map<String, AmfValue> said = new LinkedHashMap<>();
    said.put("framerate", new AmfNumber(framesPerSecond));
    said.put("videodatarate", new AmfNumber(kilobits));
    pulse.tag(new ScriptTag(0, new OnMetaData(new AmfEcmaArray(said)).toBytes()), 0);
  }

  @Test
  void nothingIsWrongWithAGoodStream() {
    announce(25, 2_000);
    for (int i = 0; i < 70; i++) {
      assertThat(second(25, 50, PICTURE_BYTES)).isEmpty();
    }
  }

  @Test
  void keyFramesEveryEightSecondsAreFarApart() {
    Map<HealthIssue, Sign> signs = seconds(20, 25, 200, PICTURE_BYTES);
    assertThat(signs).containsOnlyKeys(HealthIssue.KEY_FRAMES_FAR_APART);
    Sign sign = sign(signs, HealthIssue.KEY_FRAMES_FAR_APART);
    assertThat(sign.measured()).isEqualTo(8_000);
    assertThat(sign.severity()).isEqualTo(HealthVerdict.FAIR);
  }

  @Test
  void aStreamWithoutASecondKeyFrameIsNoticedBeforeItComes() {
    Map<HealthIssue, Sign> signs = seconds(12, 25, 100_000, PICTURE_BYTES);
    assertThat(sign(signs, HealthIssue.KEY_FRAMES_FAR_APART).severity())
        .isEqualTo(HealthVerdict.POOR);
  }

  @Test
  void fewerPicturesThanAnnouncedAreToo() {
    announce(25, 2_000);
    seconds(10, 25, 50, PICTURE_BYTES);
    Map<HealthIssue, Sign> signs = seconds(10, 20, 40, PICTURE_BYTES);
    assertThat(signs).containsOnlyKeys(HealthIssue.FRAME_RATE_LOW);
    assertThat(signs.get(HealthIssue.FRAME_RATE_LOW))
        .isEqualTo(Sign.lasting(HealthVerdict.FAIR, 20, 25));
    assertThat(sign(seconds(10, 12, 24, PICTURE_BYTES), HealthIssue.FRAME_RATE_LOW).severity())
        .isEqualTo(HealthVerdict.POOR);
  }

  @Test
  void bitRatesAreHeldAgainstWhatWasAnnounced() {
    announce(25, 2_000);
    assertThat(seconds(10, 25, 50, 1_000)).containsOnlyKeys(HealthIssue.BIT_RATE_LOW);
    assertThat(seconds(10, 25, 50, 20_000)).containsOnlyKeys(HealthIssue.BIT_RATE_HIGH);
  }

  @Test
  void whoAnnouncesNothingIsHeldAgainstNothing() {
    assertThat(seconds(15, 3, 6, 100)).isEmpty();
  }

  @Test
  void soundAndPicturesThatStopAreMissed() {
    second(25, 50, PICTURE_BYTES);
    Map<HealthIssue, Sign> signs = seconds(Symptoms.MISSED_SECONDS, 0, 50, 0);
    assertThat(signs).containsOnlyKeys(HealthIssue.SOUND_MISSING, HealthIssue.PICTURES_MISSING);
    assertThat(sign(signs, HealthIssue.SOUND_MISSING).measured()).isEqualTo(5_000);
  }

  @Test
  void timesAreJudgedByTheSecond() {
    HealthSecond bad = new HealthSecond(1, 25, 1, 1, 1_500, 6_000, -900);
    assertThat(symptoms.second(bad, NOTHING, pulse))
        .isEqualTo(
            Map.of(
                HealthIssue.TIMESTAMP_GAP, Sign.event(HealthVerdict.FAIR, 1_500),
                HealthIssue.ARRIVES_LATE, Sign.lasting(HealthVerdict.POOR, 6_000, 0),
                HealthIssue.SOUND_ADRIFT, Sign.lasting(HealthVerdict.FAIR, -900, 0)));
  }

  @Test
  void whatHappenedIsToldForAMinute() {
    HealthSecond fine = new HealthSecond(1, 25, 1, 1, 40, 0, 0);
    Map<HealthIssue, Sign> signs = symptoms.second(fine, new Happened(2, 1, 3), pulse);
    assertThat(signs)
        .containsOnlyKeys(
            HealthIssue.TIMESTAMP_JUMP, HealthIssue.CODEC_CHANGED, HealthIssue.UNREADABLE);
    assertThat(sign(signs, HealthIssue.TIMESTAMP_JUMP).measured()).isEqualTo(2);
    for (int i = 1; i < Symptoms.EVENT_SECONDS; i++) {
      assertThat(symptoms.second(fine, NOTHING, pulse)).hasSize(3);
    }
    assertThat(symptoms.second(fine, NOTHING, pulse)).isEmpty();
  }
}
