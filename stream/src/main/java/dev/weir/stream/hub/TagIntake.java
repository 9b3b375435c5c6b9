package dev.weir.stream.hub;

import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.stream.fanout.TagGathering;
import java.util.Optional;

/**
 * What happens to each tag of a stream, in order: it is read as far as needed, put on the stream's
 * line of time, measured, given to those who follow, and gathered for the viewers. Runs on the
 * stream's loop.
 */
final class TagIntake {

  /** Without a picture for so long, sound alone is a way into the stream. */
  static final long PICTURES_MISSED_AFTER_MS = 10_000;

  private final StreamKind kind;
  private final Followers followers;
  private final TagGathering gathering;
  private final ArrivalMeter meter;

  private final TimestampLine line = new TimestampLine();
  private final StreamConfiguration configuration = new StreamConfiguration();
  private final StreamTracks tracks = new StreamTracks();
  private final KeyFrames keyFrames = new KeyFrames();
  private boolean resumed;
  private boolean framesSeen;
  private long lastPictureMs;

  TagIntake(StreamKind kind, Followers followers, TagGathering gathering, ArrivalMeter meter) {
    this.kind = kind;
    this.followers = followers;
    this.gathering = gathering;
    this.meter = meter;
  }

  StreamTracks tracks() {
    return tracks;
  }

  /** What the publisher calls itself in its metadata. */
  Optional<String> encoder() {
    return configuration.metadata().flatMap(metadata -> metadata.encoder());
  }

  /** A publisher follows another one. */
  void resume() {
    gathering.flush();
    line.newSession();
    configuration.clear();
    tracks.clear();
    keyFrames.clear();
    meter.restart();
    framesSeen = false;
    resumed = true;
  }

  /**
   * Takes one tag.
   *
   * @throws dev.weir.media.bytes.MalformedMediaException when it cannot be read; nobody has been
   *     given it then
   */
  void accept(FlvTag raw) {
    tracks.note(raw);
    configuration.note(raw);
    FlvTag tag = placed(raw);
    if (line.jumped()) {
      followers.discontinuity();
    }
    boolean opensGroup = keyFrames.opens(tag);
    boolean picture = tag instanceof VideoTag && tag.isCodedFrame();
    if (picture && resumed && !keyFrames.isOpen()) {
      return;
    }
    meter.add(tag, opensGroup);
    followers.tag(tag);
    gather(tag, opensGroup, picture);
  }

  /** A rendition lies on its source's line already, whatever was missed of it. */
  private FlvTag placed(FlvTag raw) {
    return switch (kind) {
      case SOURCE -> line.place(raw);
      case RENDITION -> raw;
    };
  }

  private void gather(FlvTag tag, boolean opensGroup, boolean picture) {
    if (picture || !framesSeen) {
      lastPictureMs = tag.timestampMs();
    }
    framesSeen |= tag.isCodedFrame();
    if (opensGroup || isSoundToBeginWith(tag)) {
      gathering.addEntry(tag, configuration.opening(tag.timestampMs()));
    } else {
      gathering.add(tag);
    }
  }

  private boolean isSoundToBeginWith(FlvTag tag) {
    return tag instanceof AudioTag
        && gathering.isAtStart()
        && tag.isCodedFrame()
        && (!configuration.hasVideo()
            || tag.timestampMs() - lastPictureMs > PICTURES_MISSED_AFTER_MS);
  }
}
