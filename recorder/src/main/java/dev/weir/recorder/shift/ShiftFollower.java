package dev.weir.recorder.shift;

import dev.weir.media.flv.FlvTag;
import dev.weir.media.hls.SegmentEvent;
import dev.weir.media.hls.TrackKind;
import dev.weir.recorder.follow.Course;
import dev.weir.recorder.follow.SegmentPairing;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.timeline.Timeline;
import dev.weir.stream.timeline.TimelineChange;
import dev.weir.stream.timeline.TimelineFollower;
import java.util.stream.Collectors;

/** Gives all segments that a live stream's timeline has closed to its course. On its loop. */
final class ShiftFollower implements StreamListener, TimelineFollower {

  private final LiveStream stream;
  private final Timeline timeline;
  private final Course course;
  private final SegmentPairing pairing;
  private final Runnable onOver;

  private boolean over;

  /**
   * Follows a stream to its end.
   *
   * @param onOver run once, when nothing more is given to the course
   */
  ShiftFollower(LiveStream stream, Timeline timeline, Course course, Runnable onOver) {
    this.stream = stream;
    this.timeline = timeline;
    this.course = course;
    this.pairing = new SegmentPairing(timeline);
    this.onOver = onOver;
  }

  LiveStream stream() {
    return stream;
  }

  void begin() {
    course.start();
    timeline.follow(this, 0, 0);
  }

  /** Keeps no more of it; what is closed already is kept. */
  void stop() {
    if (!over) {
      over = true;
      timeline.leave(this);
      flush();
      course.end();
      onOver.run();
    }
  }

  private void flush() {
    pairing.rest().forEach(course::add);
  }

  @Override
  public void onTag(FlvTag tag) {
    // The timeline has cut it; segments are what is kept.
  }

  @Override
  public void onInterrupted() {
    flush();
  }

  @Override
  public void onResumed() {
    // The timeline says where its times do not go on.
  }

  @Override
  public void onEnded() {
    stop();
  }

  @Override
  public void begun(long base, TimelineChange first) {
    // It is followed from its beginning on: there is nothing yet.
  }

  @Override
  public void changed(TimelineChange change) {
    if (over) {
      return;
    }
    var kinds = change.tracks().stream().map(TrackKind::of).collect(Collectors.toSet());
    for (SegmentEvent event : change.events()) {
      if (event instanceof SegmentEvent.SegmentClosed(TrackKind _, var segment)) {
        pairing.closed(segment, kinds).forEach(course::add);
      }
    }
  }

  @Override
  public void gone() {
    stop();
  }
}
