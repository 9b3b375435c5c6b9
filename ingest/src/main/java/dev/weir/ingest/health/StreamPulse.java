package dev.weir.ingest.health;

import dev.weir.contract.health.Announced;
import dev.weir.contract.health.HealthSecond;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.OnMetaData;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Counts what comes of one stream, second by second. Pure: it is told the time. Belongs to one
 * thread.
 */
final class StreamPulse {

  /** Tracks of one kind whose times and configurations are remembered; others are only counted. */
  static final int MAX_TRACKS = 16;

  /**
   * How fast the moment at which media would have been in time is forgotten: clocks of encoders and
   * servers differ by up to so much.
   */
  static final double CLOCK_DIFFERENCE = 0.0002;

  private static final double NANOS_PER_MS = 1e6;
  private static final double BITS_PER_KILOBIT = 1_000;
  private static final long NEVER = Long.MIN_VALUE;

  /** One track of one kind. */
  private record TrackKey(boolean audio, int number) {}

  private final Map<TrackKey, byte[]> configurations = new HashMap<>();
  private final Map<TrackKey, Long> lastFrameMs = new HashMap<>();

  private Announced announced = Announced.NOTHING;
  private long lastKeyFrameMs = NEVER;
  private int keyFrameIntervalMs;
  private long lastVideoMs = NEVER;
  private long lastAudioMs = NEVER;
  private int leadingTrack = Integer.MAX_VALUE;
  private double earliestMs = Double.NaN;
  private double earliestSetNanos;

  private int pictures;
  private int sounds;
  private long videoBits;
  private long audioBits;
  private long gapMs;
  private double latenessMs;
  private int jumps;
  private int codecChanges;

  /** What the publisher said that it would send. */
  Announced announced() {
    return announced;
  }

  /** Media time between the last two key frames, milliseconds; 0 when unknown. */
  int keyFrameIntervalMs() {
    return keyFrameIntervalMs;
  }

  /** Media time since the last key frame, milliseconds; 0 before there was one. */
  long sinceKeyFrameMs() {
    return lastKeyFrameMs == NEVER ? 0 : Math.max(0, lastVideoMs - lastKeyFrameMs);
  }

  /** Whether pictures were ever seen of this publisher. */
  boolean hasPictures() {
    return lastVideoMs != NEVER;
  }

  /** Whether sound was ever heard of this publisher. */
  boolean hasSound() {
    return lastAudioMs != NEVER;
  }

  /** Another publisher follows, with a clock and codecs of its own. */
  void restart() {
    configurations.clear();
    announced = Announced.NOTHING;
    keyFrameIntervalMs = 0;
    forgetTimes();
    take(0);
    takeJumps();
    takeCodecChanges();
  }

  /** The publisher's clock jumped; what follows is not continuous with what was before. */
  void jump() {
    jumps++;
    forgetTimes();
  }

  private void forgetTimes() {
    lastFrameMs.clear();
    lastKeyFrameMs = NEVER;
    lastVideoMs = NEVER;
    lastAudioMs = NEVER;
    leadingTrack = Integer.MAX_VALUE;
    earliestMs = Double.NaN;
  }

  /**
   * A tag came.
   *
   * @param nanos the clock that only goes forward
   */
  void tag(FlvTag tag, long nanos) {
    switch (tag) {
      case ScriptTag script -> OnMetaData.read(script.payload()).ifPresent(this::announced);
      case VideoTag video -> media(video, false, nanos);
      case AudioTag audio -> media(audio, true, nanos);
    }
  }

  private void announced(OnMetaData metadata) {
    announced =
        new Announced(
            metadata.frameRate().orElse(0),
            bits(metadata.videoKilobitsPerSecond()),
            bits(metadata.audioKilobitsPerSecond()));
  }

  private static long bits(OptionalDouble kilobits) {
    return Math.round(kilobits.orElse(0) * BITS_PER_KILOBIT);
  }

  private void media(FlvTag tag, boolean audio, long nanos) {
    long bits = (long) tag.body().length * Byte.SIZE;
    if (audio) {
      audioBits += bits;
    } else {
      videoBits += bits;
    }
    TrackKey key = new TrackKey(audio, tag.trackNumber());
    if (tag.isSequenceStart()) {
      configured(key, tag.body());
    } else if (tag.isCodedFrame()) {
      frame(tag, key, nanos);
    }
  }

  private void configured(TrackKey key, byte[] body) {
    if (configurations.size() >= MAX_TRACKS && !configurations.containsKey(key)) {
      return;
    }
    byte[] before = configurations.put(key, body);
    if (before != null && !Arrays.equals(before, body)) {
      codecChanges++;
    }
  }

  private void frame(FlvTag tag, TrackKey key, long nanos) {
    long atMs = tag.timestampMs();
    Long before = lastFrameMs.get(key);
    if (before != null) {
      gapMs = Math.max(gapMs, atMs - before);
    }
    if (before != null || lastFrameMs.size() < 2 * MAX_TRACKS) {
      lastFrameMs.put(key, atMs);
    }
    if (key.audio()) {
      sounds++;
      lastAudioMs = atMs;
    } else {
      picture(tag, key.number());
    }
    late(atMs, nanos);
  }

  /** Pictures are those of the first track: what an encoder sends beside it are the same again. */
  private void picture(FlvTag tag, int track) {
    leadingTrack = Math.min(leadingTrack, track);
    if (track != leadingTrack) {
      return;
    }
    pictures++;
    lastVideoMs = tag.timestampMs();
    if (tag.isKeyFrame()) {
      if (lastKeyFrameMs != NEVER) {
        keyFrameIntervalMs = (int) Math.min(Integer.MAX_VALUE, lastVideoMs - lastKeyFrameMs);
      }
      lastKeyFrameMs = lastVideoMs;
    }
  }

  /** Media that never came earlier than now, against its own times, is in time. */
  private void late(long atMs, long nanos) {
    double arrivedMs = nanos / NANOS_PER_MS - atMs;
    double inTimeMs = earliestMs + (nanos - earliestSetNanos) / NANOS_PER_MS * CLOCK_DIFFERENCE;
    if (Double.isNaN(earliestMs) || arrivedMs < inTimeMs) {
      earliestMs = arrivedMs;
      earliestSetNanos = nanos;
      inTimeMs = arrivedMs;
    }
    latenessMs = arrivedMs - inTimeMs;
  }

  /** What came since this was asked last. */
  HealthSecond take(long epochSecond) {
    boolean both = pictures > 0 && sounds > 0;
    HealthSecond second =
        new HealthSecond(
            epochSecond,
            pictures,
            videoBits,
            audioBits,
            (int) Math.min(Integer.MAX_VALUE, gapMs),
            (int) latenessMs,
            both ? (int) (lastAudioMs - lastVideoMs) : 0);
    pictures = 0;
    sounds = 0;
    videoBits = 0;
    audioBits = 0;
    gapMs = 0;
    latenessMs = 0;
    return second;
  }

  /** How often the clock jumped since this was asked last. */
  int takeJumps() {
    int taken = jumps;
    jumps = 0;
    return taken;
  }

  /** How often codecs changed since this was asked last. */
  int takeCodecChanges() {
    int taken = codecChanges;
    codecChanges = 0;
    return taken;
  }
}
