package dev.weir.stream.hub;

import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;

/**
 * The one line of time that a stream keeps over all its publishers. The first publisher's times are
 * the stream's; every later one's are moved by a constant, so that they go on where the line
 * stands. A clock that jumps by more than {@link #MAX_JUMP_MS}, or back, is moved likewise. Belongs
 * to one thread.
 *
 * <p>Sound and pictures rarely jump with the same tag. So the constant before the last jump stays
 * good for tags that fit the line with it: those that were still on their way.
 */
final class TimestampLine {

  /** A longer step forward is a jump of the publisher's clock. */
  static final long MAX_JUMP_MS = 10_000;

  /** A longer step back among tags of one kind is a jump; encoders do step back by less. */
  static final long MAX_STEP_BACK_MS = 1_000;

  /**
   * Where a new stretch begins behind the line. Longer than a frame, since the first tag of the
   * stretch need not be its earliest.
   */
  static final long STRETCH_STEP_MS = 100;

  private static final long NOWHERE = Long.MIN_VALUE;

  private long positionMs = NOWHERE;
  private long lastAudioMs = NOWHERE;
  private long lastVideoMs = NOWHERE;
  private long offsetMs;
  private long offsetBeforeMs;
  private boolean anchored;
  private boolean jumped;

  /** Another publisher follows, with a clock of its own. */
  void newSession() {
    anchored = false;
  }

  /** Whether the tag placed last is the first one behind a jump. */
  boolean jumped() {
    return jumped;
  }

  /** The tag at its place on the line. */
  FlvTag place(FlvTag tag) {
    jumped = false;
    long placedMs = tag.isCodedFrame() ? placeFrame(tag) : placeBeside(tag.timestampMs());
    return at(tag, placedMs);
  }

  /** The same tag at another time. */
  static FlvTag at(FlvTag tag, long timestampMs) {
    if (tag.timestampMs() == timestampMs) {
      return tag;
    }
    return switch (tag) {
      case AudioTag audio -> new AudioTag(timestampMs, audio.body());
      case VideoTag video -> new VideoTag(timestampMs, video.body());
      case ScriptTag script -> new ScriptTag(timestampMs, script.body());
    };
  }

  private long placeFrame(FlvTag tag) {
    long rawMs = tag.timestampMs();
    long lastMs = tag instanceof VideoTag ? lastVideoMs : lastAudioMs;
    if (!anchored) {
      anchored = true;
      offsetMs = positionMs == NOWHERE ? 0 : positionMs + STRETCH_STEP_MS - rawMs;
      offsetBeforeMs = offsetMs;
    }
    long placedMs = rawMs + offsetMs;
    if (!fits(placedMs, lastMs)) {
      placedMs = rawMs + offsetBeforeMs;
      if (!fits(placedMs, lastMs)) {
        placedMs = positionMs + STRETCH_STEP_MS;
        offsetBeforeMs = offsetMs;
        offsetMs = placedMs - rawMs;
        jumped = true;
      }
    }
    if (tag instanceof VideoTag) {
      lastVideoMs = placedMs;
    } else {
      lastAudioMs = placedMs;
    }
    positionMs = Math.max(positionMs, placedMs);
    return placedMs;
  }

  private boolean fits(long placedMs, long lastMs) {
    if (positionMs == NOWHERE) {
      return true;
    }
    long earliestMs = lastMs == NOWHERE ? positionMs - MAX_JUMP_MS : lastMs - MAX_STEP_BACK_MS;
    return placedMs >= earliestMs && placedMs <= positionMs + MAX_JUMP_MS;
  }

  /** Configuration and data lie beside the frames: encoders are careless about their times. */
  private long placeBeside(long rawMs) {
    if (positionMs == NOWHERE) {
      return rawMs;
    }
    long placedMs = rawMs + offsetMs;
    boolean near = Math.abs(placedMs - positionMs) <= MAX_JUMP_MS;
    return anchored && near ? placedMs : positionMs;
  }
}
