package dev.weir.stream.timeline;

import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.flv.FlvDemuxer;
import dev.weir.media.flv.FlvEvent;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.frame.MediaFrame;
import dev.weir.media.frame.Track;
import dev.weir.media.hls.Segmenter;
import dev.weir.media.hls.SegmenterSettings;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.hub.StreamListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows one stream: reads its tags, has them cut, and writes the timeline. Runs on the stream's
 * loop.
 *
 * <p>The first video and the first audio track are taken. Each publisher is met anew: what it sends
 * may differ from what the one before it sent.
 */
final class TimelineFeed implements StreamListener {

  private final SegmenterSettings settings;
  private final TimelineWriter writer;
  private final TimeSource time;
  private final Runnable onEnd;

  private FlvDemuxer demuxer = new FlvDemuxer();
  private @Nullable Acquaintance acquaintance = new Acquaintance();
  private TrackPair tracks = TrackPair.NONE;
  private @Nullable Segmenter segmenter;

  /**
   * Creates one.
   *
   * @param onEnd run once, when the stream is over
   */
  TimelineFeed(SegmenterSettings settings, TimelineWriter writer, TimeSource time, Runnable onEnd) {
    this.settings = settings;
    this.writer = writer;
    this.time = time;
    this.onEnd = onEnd;
  }

  @Override
  public void onTag(FlvTag tag) {
    long arrivalUnixMs = time.millis();
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

  @Override
  public void onDiscontinuity() {
    if (segmenter != null) {
      writer.apply(segmenter.discontinuity());
    }
  }

  @Override
  public void onInterrupted() {
    makeAcquainted();
    onDiscontinuity();
  }

  @Override
  public void onResumed() {
    demuxer = new FlvDemuxer();
    acquaintance = new Acquaintance();
    tracks = TrackPair.NONE;
  }

  @Override
  public void onEnded() {
    makeAcquainted();
    if (segmenter != null) {
      writer.apply(segmenter.end());
    }
    writer.end();
    onEnd.run();
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
      writer.apply(segmenter.accept(frame, arrivalUnixMs));
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
      writer.apply(cutting.accept(held.frame(), held.arrivalUnixMs()));
    }
  }

  private Segmenter reconfigure() {
    Segmenter known = segmenter;
    if (known == null) {
      Segmenter fresh = new Segmenter(settings, tracks.list());
      segmenter = fresh;
      writer.configure(tracks.list());
      return fresh;
    }
    writer.apply(known.configure(tracks.list()));
    writer.configure(tracks.list());
    return known;
  }
}
