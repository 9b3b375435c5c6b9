package dev.weir.stream.hub;

import dev.weir.media.bytes.MediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.flv.FlvDemuxer;
import dev.weir.media.flv.FlvEvent;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.frame.Track;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tracks that a publisher sends, as its configuration describes them. Of the frames only those
 * are read whose track is not known yet: some codecs describe themselves there. Belongs to one
 * thread.
 */
final class StreamTracks {

  /** Which track; video comes first. */
  private record Key(boolean audio, int number) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      int byKind = Boolean.compare(audio, other.audio);
      return byKind != 0 ? byKind : Integer.compare(number, other.number);
    }
  }

  private final Map<Key, Track> tracks = new TreeMap<>();
  private final BitSet knownAudio = new BitSet();
  private final BitSet knownVideo = new BitSet();
  private FlvDemuxer demuxer = new FlvDemuxer();

  /** Another publisher follows. */
  void clear() {
    tracks.clear();
    knownAudio.clear();
    knownVideo.clear();
    demuxer = new FlvDemuxer();
  }

  /** All that are known, video first, by number. */
  List<Track> list() {
    return List.copyOf(tracks.values());
  }

  /**
   * Takes note of a tag.
   *
   * @throws dev.weir.media.bytes.MalformedMediaException when it is not a frame and cannot be read
   */
  void note(FlvTag tag) {
    if (tag instanceof FlvTag.ScriptTag) {
      return;
    }
    if (tag.isCodedFrame()) {
      noteFrame(tag);
      return;
    }
    try {
      demuxer.read(tag).forEach(this::note);
    } catch (UnsupportedMediaException passesThrough) {
      // Nothing is known of it then; viewers may still know what to do with it.
    }
  }

  private void noteFrame(FlvTag tag) {
    BitSet known = tag instanceof VideoTag ? knownVideo : knownAudio;
    if (known.get(tag.trackNumber())) {
      return;
    }
    try {
      demuxer.read(tag).forEach(this::note);
    } catch (MediaException unreadable) {
      // A broken frame is for decoders to deal with.
    }
  }

  private void note(FlvEvent event) {
    switch (event) {
      case FlvEvent.TrackConfigured(Track track) -> {
        boolean video = track.codec().isVideo();
        tracks.put(new Key(!video, track.number()), track);
        (video ? knownVideo : knownAudio).set(track.number());
      }
      case FlvEvent.TrackEnded _, FlvEvent.FrameRead _, FlvEvent.MetadataRead _ -> {}
    }
  }
}
