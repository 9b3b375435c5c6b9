package dev.weir.media.hls;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.fmp4.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lays the frames of one track into parts, and parts into segments.
 *
 * <p>A frame's length is known when the next one arrives; until then it waits. A part is closed as
 * soon as it is 85 % of the part target long, the least that RFC 8216bis allows. Where the last
 * frame sticks out of the part target, the rest is counted to the part after it; a hole becomes
 * parts without bytes. So the durations of parts always add up to the segment's, and none is longer
 * than the target, whatever the publisher's frame rate does.
 */
final class TrackCutter {

  /** Most access units in a segment; a track whose time stands still ends here. */
  static final int MAX_SAMPLES_PER_SEGMENT = 20_000;

  private static final int LEAST_PART_PERCENT = 85;

  private final TrackKind kind;
  private final int partTargetMs;
  private final List<Part> parts = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();

  private TrackInit init;
  private SampleClock clock;
  private long wallOffsetMs;
  private int usualTicks;
  private @Nullable Cut head;
  private boolean independent;
  private int samplesInSegment;
  private long partStartMs;
  private long nextPartNumber = 1;
  private @Nullable Unfinished arrived;
  private @Nullable Unfinished waiting;

  /** A frame whose length is not known yet. */
  private record Unfinished(
      long ticks, long dtsMs, int compositionOffsetTicks, boolean key, ByteSlice payload) {

    Sample lasting(long durationTicks) {
      return new Sample(
          ticks, Math.toIntExact(durationTicks), compositionOffsetTicks, key, payload);
    }
  }

  TrackCutter(TrackInit init, int partTargetMs) {
    this.kind = init.kind();
    this.partTargetMs = partTargetMs;
    this.init = init;
    this.clock = SampleClock.of(init.track());
    this.usualTicks = clock.usualTicks();
  }

  TrackInit init() {
    return init;
  }

  /** Prepares for a new period, in which samples are decoded with {@code next}. */
  void expect(TrackInit next) {
    init = next;
    clock = SampleClock.of(next.track());
    usualTicks = clock.usualTicks();
  }

  boolean isOpen() {
    return head != null;
  }

  /**
   * Opens the first segment of a period.
   *
   * @param offsetMs Unix time minus decode time of whatever the period holds
   */
  void open(Cut first, long offsetMs) {
    wallOffsetMs = offsetMs;
    startSegment(first);
  }

  /** Takes a frame in: the one before it is as long as it took this one to come. */
  void arrive(TimedFrame frame) {
    long ticks = clock.ticks(frame.dtsMs());
    if (waiting != null) {
      long duration = ticks - waiting.ticks();
      finishWaiting(duration);
      usualTicks = Math.toIntExact(duration);
    }
    arrived =
        new Unfinished(
            ticks,
            frame.dtsMs(),
            clock.span(frame.compositionOffsetMs()),
            frame.key(),
            frame.payload());
  }

  /** Ends the running segment where {@code next} begins, and begins that one. */
  void cut(Cut next, List<SegmentEvent> out) {
    finishWaiting(usualTicks);
    endSegment(next.atMs(), out);
    startSegment(next);
  }

  /** Puts the arrived frame where the cuts made since then leave it. */
  void place(List<SegmentEvent> out) {
    Unfinished frame = Objects.requireNonNull(arrived, "no frame arrived");
    if (++samplesInSegment > MAX_SAMPLES_PER_SEGMENT) {
      throw new MalformedMediaException(
          "more than " + MAX_SAMPLES_PER_SEGMENT + " frames in a segment: time stands still");
    }
    if (samplesInSegment == 1) {
      independent = frame.key();
    }
    settle(frame.dtsMs(), out);
    waiting = frame;
    arrived = null;
  }

  /** Where the track ends if nothing more comes, milliseconds. */
  long endMs() {
    return waiting == null ? partStartMs : waiting.dtsMs() + clock.ms(usualTicks);
  }

  /** Whether the running segment has no frame yet. */
  boolean isEmpty() {
    return samplesInSegment == 0;
  }

  /** Where the running segment begins, milliseconds. */
  long startMs() {
    return Objects.requireNonNull(head, "no segment is open").atMs();
  }

  /** Up to where parts are complete, milliseconds. */
  long positionMs() {
    return partStartMs;
  }

  /** Ends the period, after the last frame; nothing is open afterwards. */
  void close(long endMs, List<SegmentEvent> out) {
    finishWaiting(usualTicks);
    endSegment(Math.max(endMs, Objects.requireNonNull(head).atMs() + 1), out);
    samples.clear();
    head = null;
  }

  private void finishWaiting(long durationTicks) {
    if (waiting != null) {
      samples.add(waiting.lasting(durationTicks));
      waiting = null;
    }
  }

  private void settle(long positionMs, List<SegmentEvent> out) {
    long length = positionMs - partStartMs;
    if (samples.isEmpty()) {
      if (length > tolerableMs()) {
        fillGap(positionMs, out);
      }
    } else if (length * 100 >= (long) partTargetMs * LEAST_PART_PERCENT) {
      addPart(samples.size(), Math.min(length, partTargetMs), out);
      if (positionMs - partStartMs > tolerableMs()) {
        fillGap(positionMs, out);
      }
    }
  }

  private void endSegment(long endMs, List<SegmentEvent> out) {
    long length = endMs - partStartMs;
    if (length > 0 && !samples.isEmpty()) {
      long excess = length - partTargetMs;
      if (excess > 0 && excess <= tolerableMs() && samples.size() > 1) {
        addPart(samples.size() - 1, partTargetMs, out);
        addPart(1, excess, out);
      } else {
        addPart(samples.size(), Math.min(length, partTargetMs), out);
      }
    }
    fillGap(endMs, out);
    out.add(new SegmentEvent.SegmentClosed(kind, segment(true)));
  }

  private void startSegment(Cut start) {
    head = start;
    parts.clear();
    partStartMs = start.atMs();
    independent = false;
    samplesInSegment = samples.size();
  }

  private void fillGap(long endMs, List<SegmentEvent> out) {
    while (partStartMs < endMs) {
      addPart(0, Math.min(partTargetMs, endMs - partStartMs), out);
    }
  }

  private void addPart(int sampleCount, long durationMs, List<SegmentEvent> out) {
    List<Sample> own = samples.subList(0, sampleCount);
    boolean startsFresh = !own.isEmpty() && own.getFirst().sync();
    parts.add(new Part(nextPartNumber, partStartMs, Math.toIntExact(durationMs), startsFresh, own));
    if (!own.isEmpty()) {
      nextPartNumber++;
    }
    own.clear();
    partStartMs += durationMs;
    out.add(new SegmentEvent.PartAdded(kind, segment(false)));
  }

  /** Half a part target: what a part's declared duration may differ from its media's. */
  private long tolerableMs() {
    return partTargetMs / 2;
  }

  private Segment segment(boolean closed) {
    Cut start = Objects.requireNonNull(head, "no segment is open");
    return new Segment(
        start.sequence(),
        start.discontinuitySequence(),
        start.discontinuity(),
        init,
        start.atMs(),
        start.atMs() + wallOffsetMs,
        Math.toIntExact(partStartMs - start.atMs()),
        independent,
        closed,
        parts);
  }
}
