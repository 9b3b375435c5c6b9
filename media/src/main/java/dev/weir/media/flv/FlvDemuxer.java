package dev.weir.media.flv;

import dev.weir.media.amf.AmfReader;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.MediaException;
import dev.weir.media.flv.FlvEvent.FrameRead;
import dev.weir.media.flv.FlvEvent.MetadataRead;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.frame.MediaFrame.DataFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the tags of one publisher into tracks and frames.
 *
 * <p>A frame is given out only after its track: frames that come before their configuration are
 * left out, except where the configuration can be made from the frame itself (AV1, VP9, Opus, MP3,
 * AC-3, E-AC-3). Broken script tags are left out too, since nothing depends on them. Offsets in
 * nanoseconds (ModEx) are not applied: frames are timed in milliseconds.
 */
public final class FlvDemuxer {

  /** Tracks of one kind in one stream. */
  public static final int MAX_TRACKS = TrackList.MAX_TRACKS;

  private final Map<Integer, VideoTrackDemuxer> videoTracks = new HashMap<>();
  private final Map<Integer, AudioTrackDemuxer> audioTracks = new HashMap<>();

  /** Reads the next tag; what it says, in order. */
  public List<FlvEvent> read(FlvTag tag) {
    return switch (tag) {
      case VideoTag video -> readVideo(video);
      case AudioTag audio -> readAudio(audio);
      case ScriptTag script -> readScript(script);
    };
  }

  private List<FlvEvent> readVideo(VideoTag tag) {
    List<FlvEvent> events = new ArrayList<>();
    for (VideoPacket packet : VideoTagBody.read(tag.payload()).packets()) {
      checkTrackCount(videoTracks, packet.track());
      videoTracks
          .computeIfAbsent(packet.track(), VideoTrackDemuxer::new)
          .read(packet, tag.timestampMs(), events);
    }
    return events;
  }

  private List<FlvEvent> readAudio(AudioTag tag) {
    List<FlvEvent> events = new ArrayList<>();
    for (AudioPacket packet : AudioTagBody.read(tag.payload()).packets()) {
      checkTrackCount(audioTracks, packet.track());
      audioTracks
          .computeIfAbsent(packet.track(), AudioTrackDemuxer::new)
          .read(packet, tag.timestampMs(), events);
    }
    return events;
  }

  private static void checkTrackCount(Map<Integer, ?> tracks, int number) {
    if (tracks.size() == MAX_TRACKS && !tracks.containsKey(number)) {
      throw new MalformedMediaException("more than " + MAX_TRACKS + " tracks of one kind");
    }
  }

  private static List<FlvEvent> readScript(ScriptTag tag) {
    ByteSlice values = OnMetaData.withoutSetDataFrame(tag.payload());
    return OnMetaData.read(values)
        .<List<FlvEvent>>map(metadata -> List.of(new MetadataRead(metadata)))
        .orElseGet(() -> readNote(tag.timestampMs(), values));
  }

  private static List<FlvEvent> readNote(long timestampMs, ByteSlice values) {
    try {
      return new AmfReader(values).read() instanceof AmfString
          ? List.of(new FrameRead(new DataFrame(0, timestampMs, values)))
          : List.of();
    } catch (MediaException _) {
      return List.of();
    }
  }
}
