package dev.weir.recorder.follow;

import dev.weir.contract.keeping.RecordingRule;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.hls.SegmentEvent;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.timeline.Timeline;
import dev.weir.stream.timeline.TimelineChange;
import dev.weir.stream.timeline.TimelineFollower;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows one live stream, and gives the segments that its timeline has closed to the course of its
 * recording, while there is one. On the stream's loop.
 */
final class StreamFollower implements StreamListener, TimelineFollower {

  private final Recorder recorder;
  private final LiveStream stream;
  private final Timeline timeline;

  private @Nullable Course course;
  private @Nullable SegmentPairing pairing;
  private Duration mergeWithin = Duration.ZERO;
  private long interruptedNanos;
  private boolean interrupted;

  StreamFollower(Recorder recorder, LiveStream stream, Timeline timeline) {
    this.recorder = recorder;
    this.stream = stream;
    this.timeline = timeline;
  }

  LiveStream stream() {
    return stream;
  }

  boolean isRecording() {
    return course != null;
  }

  /** Records from the segment on that is running now. */
  void begin(RecordingRule rule) {
    if (course != null) {
      return;
    }
    mergeWithin = rule.mergeWithin();
    course = recorder.course(stream.address(), rule);
    pairing = new SegmentPairing(timeline);
    timeline.follow(this, 0, 0);
  }

  /** Records no more; what is closed already is kept. */
  void stop() {
    Course running = course;
    if (running != null) {
      leave();
      running.end();
    }
  }

  private void leave() {
    timeline.leave(this);
    SegmentPairing pairs = pairing;
    Course running = course;
    if (pairs != null && running != null) {
      pairs.rest().forEach(running::add);
    }
    pairing = null;
    course = null;
  }

  @Override
  public void onTag(FlvTag tag) {
    // The timeline has cut it; segments are what is recorded.
  }

  @Override
  public void onInterrupted() {
    interrupted = true;
    interruptedNanos = recorder.nanos();
    flush();
  }

  @Override
  public void onResumed() {
    Course running = course;
    if (running != null && interrupted && away().compareTo(mergeWithin) > 0) {
      running.beginNewTake();
    }
    interrupted = false;
  }

  private Duration away() {
    return Duration.ofNanos(recorder.nanos() - interruptedNanos);
  }

  @Override
  public void onEnded() {
    Course running = course;
    if (running != null) {
      flush();
      leave();
      Duration left = interrupted ? mergeWithin.minus(away()) : Duration.ZERO;
      running.pause(left.isNegative() ? Duration.ZERO : left);
    }
    recorder.over(this);
  }

  private void flush() {
    SegmentPairing pairs = pairing;
    Course running = course;
    if (pairs != null && running != null) {
      pairs.rest().forEach(running::add);
    }
  }

  @Override
  public void begun(long base, TimelineChange first) {
    // What was closed before somebody asked for a recording is not part of it.
  }

  @Override
  public void changed(TimelineChange change) {
    SegmentPairing pairs = pairing;
    Course running = course;
    if (pairs == null || running == null) {
      return;
    }
    var kinds = change.tracks().stream().map(TrackKind::of).collect(Collectors.toSet());
    for (SegmentEvent event : change.events()) {
      if (event instanceof SegmentEvent.SegmentClosed(TrackKind _, var segment)) {
        pairs.closed(segment, kinds).forEach(running::add);
      }
    }
  }

  @Override
  public void gone() {
    leave();
  }
}
