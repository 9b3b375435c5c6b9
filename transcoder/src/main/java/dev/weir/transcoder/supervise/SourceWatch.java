package dev.weir.transcoder.supervise;

import dev.weir.media.bytes.MediaException;
import dev.weir.media.flv.FlvDemuxer;
import dev.weir.media.flv.FlvEvent;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.OnMetaData;
import dev.weir.media.frame.Track;
import dev.weir.media.frame.Track.AudioTrack;
import dev.weir.media.frame.Track.VideoTrack;
import dev.weir.transcoder.ladder.SourceFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a source says about itself: metadata, and what configures the decoder of its first track of
 * each kind; others are not transcoded. Belongs to one thread.
 */
final class SourceWatch {

  private FlvDemuxer demuxer = new FlvDemuxer();
  private Optional<OnMetaData> metadata = Optional.empty();
  private @Nullable VideoTrack picture;
  private @Nullable AudioTrack sound;
  private @Nullable FlvTag pictureStart;
  private @Nullable FlvTag soundStart;

  /** Another publisher follows. */
  void clear() {
    demuxer = new FlvDemuxer();
    metadata = Optional.empty();
    picture = null;
    sound = null;
    pictureStart = null;
    soundStart = null;
  }

  /**
   * Takes note of a tag.
   *
   * @return whether the tracks are others than before
   */
  boolean note(FlvTag tag) {
    if (tag instanceof ScriptTag script) {
      OnMetaData.read(script.payload()).ifPresent(read -> metadata = Optional.of(read));
      return false;
    }
    boolean video = tag instanceof VideoTag;
    boolean known = video ? picture != null : sound != null;
    if (tag.trackNumber() != 0 || known && tag.isCodedFrame()) {
      return false;
    }
    return read(tag);
  }

  private boolean read(FlvTag tag) {
    boolean changed = false;
    try {
      for (FlvEvent event : demuxer.read(tag)) {
        if (event instanceof FlvEvent.TrackConfigured(Track track) && track.number() == 0) {
          changed |= configured(track);
        }
      }
    } catch (MediaException unreadable) {
      // What cannot be read is not transcoded; whether it is published is for the hub to decide.
      return false;
    }
    if (tag.isSequenceStart()) {
      if (tag instanceof VideoTag) {
        pictureStart = tag;
      } else {
        soundStart = tag;
      }
    }
    return changed;
  }

  private boolean configured(Track track) {
    return switch (track) {
      case VideoTrack video -> {
        boolean changed = !video.equals(picture);
        picture = video;
        yield changed;
      }
      case AudioTrack audio -> {
        boolean changed = !audio.equals(sound);
        sound = audio;
        yield changed;
      }
    };
  }

  /**
   * Whether decoding can begin with {@code tag}: at a key frame, or anywhere when the source has
   * sound alone.
   */
  boolean canBeginWith(FlvTag tag) {
    return switch (tag) {
      case VideoTag video -> picture != null && isFirstTrack(video) && video.isKeyFrame();
      case AudioTag audio ->
          picture == null
              && sound != null
              && !isAnnounced()
              && isFirstTrack(audio)
              && audio.isCodedFrame();
      case ScriptTag _ -> false;
    };
  }

  /** Whether it belongs to what is transcoded. */
  static boolean isFirstTrack(FlvTag tag) {
    return !(tag instanceof ScriptTag) && tag.trackNumber() == 0;
  }

  /** What can be planned with. */
  SourceFacts facts() {
    return SourceFacts.of(
        Stream.<@Nullable Track>of(picture, sound).flatMap(Stream::ofNullable).toList(), metadata);
  }

  /** What a decoder must be told that begins at {@code timestampMs}. */
  List<FlvTag> opening(long timestampMs) {
    List<FlvTag> tags = new ArrayList<>();
    if (pictureStart != null) {
      tags.add(new VideoTag(timestampMs, pictureStart.body()));
    }
    if (soundStart != null) {
      tags.add(new AudioTag(timestampMs, soundStart.body()));
    }
    return tags;
  }

  private boolean isAnnounced() {
    return metadata.filter(said -> said.videoCodecId().isPresent()).isPresent();
  }
}
