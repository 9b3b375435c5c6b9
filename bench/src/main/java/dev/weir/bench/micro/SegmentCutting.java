package dev.weir.bench.micro;

import dev.weir.bench.source.Recording;
import dev.weir.media.flv.FlvDemuxer;
import dev.weir.media.flv.FlvEvent;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.frame.MediaFrame;
import dev.weir.media.frame.Track;
import dev.weir.media.hls.CmafPackager;
import dev.weir.media.hls.MediaPlaylist;
import dev.weir.media.hls.SegmentEvent;
import dev.weir.media.hls.Segmenter;
import dev.weir.media.hls.SegmenterSettings;
import dev.weir.media.hls.TrackKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Eight seconds of frames on their way into segments of two seconds with parts of 200 ms. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SegmentCutting {

  private final List<Track> tracks = new ArrayList<>();
  private final List<MediaFrame> frames = new ArrayList<>();

  /** Takes the frames out of their tags. */
  @Setup
  public void demux() {
    Recording recording = Input.recording();
    FlvDemuxer demuxer = new FlvDemuxer();
    List<FlvTag> tags = new ArrayList<>(recording.configuration());
    tags.addAll(recording.frames());
    for (FlvTag tag : tags) {
      for (FlvEvent event : demuxer.read(tag)) {
        switch (event) {
          case FlvEvent.TrackConfigured(Track track) -> tracks.add(track);
          case FlvEvent.FrameRead(MediaFrame frame) -> frames.add(frame);
          case FlvEvent.TrackEnded _, FlvEvent.MetadataRead _ -> {
            // Nothing that a segment is made of.
          }
        }
      }
    }
  }

  /** Decides where to cut. */
  @Benchmark
  public void cut(Blackhole hole) {
    Segmenter segmenter = new Segmenter(SegmenterSettings.DEFAULT, tracks);
    for (MediaFrame frame : frames) {
      hole.consume(segmenter.accept(frame, 0));
    }
  }

  /** The same, and writes the bytes of each part. */
  @Benchmark
  public void cutAndWrite(Blackhole hole) {
    Segmenter segmenter = new Segmenter(SegmenterSettings.DEFAULT, tracks);
    for (MediaFrame frame : frames) {
      for (SegmentEvent event : segmenter.accept(frame, 0)) {
        if (event instanceof SegmentEvent.PartAdded added) {
          hole.consume(
              CmafPackager.part(added.segment().init(), added.segment().parts().getLast()));
        }
      }
    }
  }

  /** A playlist of pictures as it is after these eight seconds. */
  static MediaPlaylist playlist() {
    SegmentCutting source = new SegmentCutting();
    source.demux();
    Segmenter segmenter = new Segmenter(SegmenterSettings.DEFAULT, source.tracks);
    List<SegmentEvent> events = new ArrayList<>();
    source.frames.forEach(frame -> events.addAll(segmenter.accept(frame, 0)));
    MediaPlaylist playlist = null;
    for (SegmentEvent event : events) {
      playlist =
          event instanceof SegmentEvent.TimelineOpened opened
              ? MediaPlaylist.empty(opened.terms(), TrackKind.VIDEO)
              : Objects.requireNonNull(playlist).with(event);
    }
    return Objects.requireNonNull(playlist);
  }
}
