package dev.weir.ingest.health;

import dev.weir.contract.health.Announced;
import dev.weir.contract.health.HealthIssue;
import dev.weir.contract.health.HealthSecond;
import dev.weir.contract.health.HealthVerdict;
import dev.weir.ingest.health.Diagnosis.Sign;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What looks wrong in the last seconds of one stream. Pure. Belongs to one thread.
 *
 * <p>The bounds are those at which viewers or HLS notice: a segment lasts two seconds unless key
 * frames are farther apart, and the longest that is ever cut is ten.
 */
final class Symptoms {

  /** Seconds that a rate is the mean of. */
  static final int RATE_SECONDS = 10;

  /** Seconds for which something that happened is told of. */
  static final int EVENT_SECONDS = 60;

  /** Key frames should come this often. */
  static final int GOOD_KEY_FRAMES_MS = 2_000;

  /** Key frames that are farther apart make HLS lag. */
  static final int FAR_KEY_FRAMES_MS = 4_000;

  /** Key frames that are farther apart make segments that begin without one. */
  static final int LONGEST_SEGMENT_MS = 10_000;

  /** The share of the pictures announced below which viewers see it. */
  static final double FEW_PICTURES = 0.9;

  /** The share of the pictures announced below which nobody wants to watch. */
  static final double VERY_FEW_PICTURES = 0.6;

  /** The share of the bit rate announced that even a still picture needs. */
  static final double LITTLE_VIDEO = 0.2;

  /** The share of the bit rate announced that surprises lines and ladders. */
  static final double MUCH_VIDEO = 1.5;

  /** Media so late is felt by players that are close to live. */
  static final int LATE_MS = 1_500;

  /** Media so late makes players wait. */
  static final int VERY_LATE_MS = 5_000;

  /** Media time missing that is more than a few frames. */
  static final int GAP_MS = 1_000;

  /** Sound that is so far from its picture is no matter of how they take turns. */
  static final int ADRIFT_MS = 700;

  /** Sound that is so far from its picture is another scene's. */
  static final int FAR_ADRIFT_MS = 2_000;

  /** Seconds without sound, or without pictures, after which they are missed. */
  static final int MISSED_SECONDS = 5;

  private static final int MS_PER_SECOND = 1_000;

  /**
   * What happened within a second, beside its figures.
   *
   * @param jumps of the encoder's clock
   * @param codecChanges of any track
   * @param unreadable tags that were dropped
   */
  record Happened(int jumps, int codecChanges, long unreadable) {}

  private final Deque<HealthSecond> rates = new ArrayDeque<>();
  private final Deque<Happened> events = new ArrayDeque<>();
  private int silentSeconds;
  private int darkSeconds;

  /** Another publisher follows. */
  void restart() {
    rates.clear();
    events.clear();
    silentSeconds = 0;
    darkSeconds = 0;
  }

  /** What looks wrong a second later. */
  Map<HealthIssue, Sign> second(HealthSecond second, Happened happened, StreamPulse pulse) {
    keep(rates, second, RATE_SECONDS);
    keep(events, happened, EVENT_SECONDS);
    silentSeconds = second.audioBits() > 0 ? 0 : silentSeconds + 1;
    darkSeconds = second.pictures() > 0 ? 0 : darkSeconds + 1;
    Map<HealthIssue, Sign> signs = new EnumMap<>(HealthIssue.class);
    keyFrames(signs, pulse);
    missing(signs, pulse);
    if (rates.size() == RATE_SECONDS && darkSeconds == 0) {
      announced(signs, pulse.announced());
    }
    times(signs, second);
    happened(signs);
    return signs;
  }

  private static <T> void keep(Deque<T> last, T item, int limit) {
    last.addLast(item);
    if (last.size() > limit) {
      last.removeFirst();
    }
  }

  private static void keyFrames(Map<HealthIssue, Sign> signs, StreamPulse pulse) {
    double apartMs = Math.max(pulse.keyFrameIntervalMs(), pulse.sinceKeyFrameMs());
    if (apartMs > FAR_KEY_FRAMES_MS) {
      HealthVerdict severity =
          apartMs > LONGEST_SEGMENT_MS ? HealthVerdict.POOR : HealthVerdict.FAIR;
      signs.put(
          HealthIssue.KEY_FRAMES_FAR_APART, Sign.lasting(severity, apartMs, GOOD_KEY_FRAMES_MS));
    }
  }

  private void missing(Map<HealthIssue, Sign> signs, StreamPulse pulse) {
    if (pulse.hasSound() && silentSeconds >= MISSED_SECONDS) {
      signs.put(
          HealthIssue.SOUND_MISSING,
          Sign.event(HealthVerdict.POOR, (double) silentSeconds * MS_PER_SECOND));
    }
    if (pulse.hasPictures() && darkSeconds >= MISSED_SECONDS) {
      signs.put(
          HealthIssue.PICTURES_MISSING,
          Sign.event(HealthVerdict.POOR, (double) darkSeconds * MS_PER_SECOND));
    }
  }

  private void announced(Map<HealthIssue, Sign> signs, Announced announced) {
    double pictures = mean(HealthSecond::pictures);
    double rate = announced.framesPerSecond();
    if (rate > 0 && pictures < rate * FEW_PICTURES) {
      boolean few = pictures >= rate * VERY_FEW_PICTURES;
      signs.put(
          HealthIssue.FRAME_RATE_LOW,
          Sign.lasting(few ? HealthVerdict.FAIR : HealthVerdict.POOR, pictures, rate));
    }
    double bits = mean(HealthSecond::videoBits);
    double said = announced.videoBitsPerSecond();
    if (said > 0 && bits < said * LITTLE_VIDEO) {
      signs.put(HealthIssue.BIT_RATE_LOW, Sign.lasting(HealthVerdict.FAIR, bits, said));
    }
    if (said > 0 && bits > said * MUCH_VIDEO) {
      signs.put(HealthIssue.BIT_RATE_HIGH, Sign.lasting(HealthVerdict.FAIR, bits, said));
    }
  }

  private double mean(ToLongFunction<HealthSecond> figure) {
    return (double) rates.stream().mapToLong(figure).sum() / rates.size();
  }

  private static void times(Map<HealthIssue, Sign> signs, HealthSecond second) {
    if (second.latenessMs() > LATE_MS) {
      boolean very = second.latenessMs() > VERY_LATE_MS;
      signs.put(
          HealthIssue.ARRIVES_LATE,
          Sign.lasting(very ? HealthVerdict.POOR : HealthVerdict.FAIR, second.latenessMs(), 0));
    }
    int drift = Math.abs(second.driftMs());
    if (drift > ADRIFT_MS) {
      boolean far = drift > FAR_ADRIFT_MS;
      signs.put(
          HealthIssue.SOUND_ADRIFT,
          Sign.lasting(far ? HealthVerdict.POOR : HealthVerdict.FAIR, second.driftMs(), 0));
    }
    if (second.gapMs() > GAP_MS) {
      signs.put(HealthIssue.TIMESTAMP_GAP, Sign.event(HealthVerdict.FAIR, second.gapMs()));
    }
  }

  private void happened(Map<HealthIssue, Sign> signs) {
    event(signs, HealthIssue.TIMESTAMP_JUMP, HealthVerdict.FAIR, Happened::jumps);
    event(signs, HealthIssue.CODEC_CHANGED, HealthVerdict.FAIR, Happened::codecChanges);
    event(signs, HealthIssue.UNREADABLE, HealthVerdict.POOR, Happened::unreadable);
  }

  private void event(
      Map<HealthIssue, Sign> signs,
      HealthIssue issue,
      HealthVerdict severity,
      ToLongFunction<Happened> count) {
    double times = events.stream().mapToLong(count).sum();
    if (times > 0) {
      signs.put(issue, Sign.event(severity, times));
    }
  }
}
