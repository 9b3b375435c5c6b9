package dev.weir.stream.timeline;

import dev.weir.media.bytes.MediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.flv.FlvDemuxer;
import dev.weir.media.flv.FlvEvent;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.frame.MediaFrame;
import dev.weir.media.frame.Track;
import dev.weir.media.hls.SegmentEvent;
import dev.weir.media.hls.Segmenter;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.hub.StreamKind;
import dev.weir.stream.hub.StreamListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one stream: reads its tags, has them cut, and writes the timeline. Runs on the stream's
 * loop.
 *
 * <p>The first video and the first audio track are taken. Each publisher is met anew: what it sends
 * may differ from what the one before it sent.
 *
 * <p>Sound waits for the picture behind it, where there are pictures: cutting holds it back until
 * then anyway, and a stream that is looked at once a picture instead of once a tag costs less, most
 * of which is fetching it into the processor's caches.
 */
final class TimelineFeed implements StreamListener {

  private static final Logger LOG = LoggerFactory.getLogger(TimelineFeed.class);

  /** Most tags of sound that wait for a picture. */
  static final int MAX_WAITING_TAGS = 8;

  private final StreamKind kind;
  private final Function<List<Track>, Segmenter> cutting;
  private final TimelineWriter writer;
  private final TimeSource time;
  private final Runnable onEnd;

  private final Deque<ArrivedTag> waiting = new ArrayDeque<>();
  private final List<SegmentEvent> completed = new ArrayList<>();
  private FlvDemuxer demuxer = new FlvDemuxer();
  private @Nullable Acquaintance acquaintance = new Acquaintance();
  private TrackPair tracks = TrackPair.NONE;
  private @Nullable Segmenter segmenter;

  /** A tag, and when it came. */
  private record ArrivedTag(FlvTag tag, long unixMs) {}

  /**
   * Creates one.
   *
   * @param kind a rendition's times go on as its source's do, whatever was missed of it
   * @param cutting how a stream of these tracks is cut
   * @param onEnd run once, when the stream is over
   */
  TimelineFeed(
      StreamKind kind,
      Function<List<Track>, Segmenter> cutting,
      TimelineWriter writer,
      TimeSource time,
      Runnable onEnd) {
    this.kind = kind;
    this.cutting = cutting;
    this.writer = writer;
    this.time = time;
    this.onEnd = onEnd;
  }

  @Override
  public void onTag(FlvTag tag) {
    waiting.add(new ArrivedTag(tag, time.millis()));
    if (!waitsForPicture(tag)) {
      catchUp();
    }
  }

  private boolean waitsForPicture(FlvTag tag) {
    return tag instanceof FlvTag.AudioTag
        && tag.isCodedFrame()
        && acquaintance == null
        && tracks.isComplete()
        && waiting.size() < MAX_WAITING_TAGS;
  }

  /** Takes all tags that have waited; readers see at once what comes of them. */
  private void catchUp() {
    for (ArrivedTag next = waiting.poll(); next != null; next = waiting.poll()) {
      try {
        take(next.tag(), next.unixMs());
      } catch (MediaException unreadable) {
        LOG.debug("event=tag-not-followed", unreadable);
      }
    }
    publish();
  }

  private void take(FlvTag tag, long arrivalUnixMs) {
    for (FlvEvent event : read(tag)) {
      switch (event) {
        case FlvEvent.TrackConfigured(Track track) -> configured(track);
        case FlvEvent.FrameRead(MediaFrame frame) -> arrived(frame, arrivalUnixMs);
        case FlvEvent.MetadataRead read -> {
          if (acquaintance != null) {
            acquaintance.expect(read.metadata());
          }
        }
        // A track that pauses has gaps; one that is gone for good is missed at the next publisher.
        case FlvEvent.TrackEnded _ -> {}
      }
    }
  }

  private void publish() {
    writer.apply(completed);
    completed.clear();
  }

  @Override
  public void onDiscontinuity() {
    catchUp();
    breakOff();
  }

  @Override
  public void onInterrupted() {
    catchUp();
    makeAcquainted();
    if (kind == StreamKind.SOURCE) {
      breakOff();
    } else {
      publish();
    }
  }

  @Override
  public void onResumed() {
    demuxer = new FlvDemuxer();
    acquaintance = new Acquaintance();
    tracks = TrackPair.NONE;
  }

  @Override
  public void onEnded() {
    catchUp();
    makeAcquainted();
    if (segmenter != null) {
      completed.addAll(segmenter.end());
    }
    publish();
    writer.end();
    onEnd.run();
  }

  private void breakOff() {
    if (segmenter != null) {
      completed.addAll(segmenter.discontinuity());
    }
    publish();
  }

  private List<FlvEvent> read(FlvTag tag) {
    try {
      return demuxer.read(tag);
    } catch (UnsupportedMediaException unsupported) {
      if (tracks.isEmpty()) {
        writer.unplayable();
      }
      throw unsupported;
    }
  }

  private void configured(Track track) {
    if (track.number() != 0) {
      return;
    }
    tracks = tracks.with(track);
    if (acquaintance == null) {
      reconfigure();
    }
  }

  private void arrived(MediaFrame frame, long arrivalUnixMs) {
    if (frame.track() != 0) {
      return;
    }
    if (acquaintance != null) {
      acquaintance.hold(frame, arrivalUnixMs);
      if (acquaintance.isMade(tracks)) {
        makeAcquainted();
      }
    } else if (segmenter != null) {
      completed.addAll(segmenter.accept(frame, arrivalUnixMs));
    }
  }

  /** The publisher's tracks are known, or as known as they will be. */
  private void makeAcquainted() {
    Acquaintance made = acquaintance;
    if (made == null) {
      return;
    }
    acquaintance = null;
    if (tracks.isEmpty()) {
      return;
    }
    Segmenter cutting = reconfigure();
    for (Acquaintance.Arrival held : made.held()) {
      completed.addAll(cutting.accept(held.frame(), held.arrivalUnixMs()));
    }
  }

  private Segmenter reconfigure() {
    publish();
    Segmenter known = segmenter;
    if (known == null) {
      Segmenter fresh = cutting.apply(tracks.list());
      segmenter = fresh;
      writer.configure(tracks.list());
      return fresh;
    }
    writer.apply(known.configure(tracks.list()));
    writer.configure(tracks.list());
    return known;
  }
}
