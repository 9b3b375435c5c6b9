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
  private List<FlvEvent> events = new ArrayList<>();

  /**
   * Reads the next tag; what it says, in order. When a tag of several tracks turns out to be broken
   * in the middle, the next call gives out what it said before that.
   */
  public List<FlvEvent> read(FlvTag tag) {
    switch (tag) {
      case VideoTag video -> readVideo(video);
      case AudioTag audio -> readAudio(audio);
      case ScriptTag script -> readScript(script);
    }
    if (events.isEmpty()) {
      return List.of();
    }
    List<FlvEvent> result = events;
    events = new ArrayList<>();
    return result;
  }

  private void readVideo(VideoTag tag) {
    for (VideoPacket packet : VideoTagBody.read(tag.payload()).packets()) {
      checkTrackCount(videoTracks, packet.track());
      videoTracks
          .computeIfAbsent(packet.track(), VideoTrackDemuxer::new)
          .read(packet, tag.timestampMs(), events);
    }
  }

  private void readAudio(AudioTag tag) {
    for (AudioPacket packet : AudioTagBody.read(tag.payload()).packets()) {
      checkTrackCount(audioTracks, packet.track());
      audioTracks
          .computeIfAbsent(packet.track(), AudioTrackDemuxer::new)
          .read(packet, tag.timestampMs(), events);
    }
  }

  private static void checkTrackCount(Map<Integer, ?> tracks, int number) {
    if (tracks.size() == MAX_TRACKS && !tracks.containsKey(number)) {
      throw new MalformedMediaException("more than " + MAX_TRACKS + " tracks of one kind");
    }
  }

  private void readScript(ScriptTag tag) {
    ByteSlice values = OnMetaData.withoutSetDataFrame(tag.payload());
    OnMetaData.read(values)
        .ifPresentOrElse(
            metadata -> events.add(new MetadataRead(metadata)),
            () -> readNote(tag.timestampMs(), values));
  }

  private void readNote(long timestampMs, ByteSlice values) {
    try {
      if (new AmfReader(values).read() instanceof AmfString) {
        events.add(new FrameRead(new DataFrame(0, timestampMs, values)));
      }
    } catch (MediaException _) {
      // nothing depends on it
    }
  }
}
