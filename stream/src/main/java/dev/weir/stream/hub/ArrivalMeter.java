package dev.weir.stream.hub;

import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.runtime.clock.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Measures what arrives, over the last seconds. Belongs to one thread. */
final class ArrivalMeter {

  /** Samples that a rate is taken over, one a second. */
  private static final int SAMPLES = 5;

  private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private record Sample(long nanos, long bytes, long pictures) {}

  private final TimeSource time;

  private final Deque<Sample> samples = new ArrayDeque<>();
  private long bytes;
  private long pictures;
  private int leadingTrack;
  private long keyFrameMs;
  private int keyFrameIntervalMs;
  private boolean keyFrameSeen;

  ArrivalMeter(TimeSource time) {
    this.time = time;
    sample();
  }

  /** A tag arrived, which opens a group of pictures or does not. */
  void add(FlvTag tag, boolean opensGroup) {
    bytes += tag.body().length;
    if (opensGroup) {
      leadingTrack = tag.trackNumber();
      keyFrameIntervalMs = keyFrameSeen ? (int) (tag.timestampMs() - keyFrameMs) : 0;
      keyFrameMs = tag.timestampMs();
      keyFrameSeen = true;
    }
    if (tag instanceof VideoTag && tag.isCodedFrame() && tag.trackNumber() == leadingTrack) {
      pictures++;
    }
  }

  /** Another publisher follows. */
  void restart() {
    samples.clear();
    keyFrameSeen = false;
    keyFrameIntervalMs = 0;
    sample();
  }

  /** To be called once a second. */
  void sample() {
    if (samples.size() == SAMPLES) {
      samples.removeFirst();
    }
    samples.addLast(new Sample(time.nanos(), bytes, pictures));
  }

  StreamFacts.Rates rates() {
    Sample from = samples.getFirst();
    Sample to = samples.getLast();
    double seconds = (to.nanos - from.nanos) / NANOS_PER_SECOND;
    if (seconds <= 0) {
      return StreamFacts.Rates.NONE;
    }
    return new StreamFacts.Rates(
        (to.pictures - from.pictures) / seconds,
        Math.round((to.bytes - from.bytes) * Byte.SIZE / seconds),
        keyFrameIntervalMs);
  }
}
