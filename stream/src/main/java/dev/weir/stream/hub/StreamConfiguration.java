package dev.weir.stream.hub;

import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.flv.AudioPacket;
import dev.weir.media.flv.AudioTagBody;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.OnMetaData;
import dev.weir.media.flv.VideoPacket;
import dev.weir.media.flv.VideoTagBody;
import dev.weir.stream.fanout.Opening;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What a viewer who comes late must be told: metadata, and for each track the last tag of each kind
 * that configures it. Belongs to one thread.
 */
final class StreamConfiguration {

  /** Most tags that are kept: 16 tracks of each kind, with two kinds of configuration. */
  static final int MAX_TAGS = 64;

  /** Most bytes of one kept tag. */
  static final int MAX_TAG_BYTES = 64 << 10;

  /** In the order in which a viewer is told. */
  private enum Kind {
    METADATA,
    VIDEO_START,
    VIDEO_COLOUR,
    AUDIO_START,
    AUDIO_CHANNELS
  }

  /** What a kept tag is about; a later one about the same replaces it. */
  private record Subject(Kind kind, int track) implements Comparable<Subject> {

    @Override
    public int compareTo(Subject other) {
      int byKind = kind.compareTo(other.kind);
      return byKind != 0 ? byKind : Integer.compare(track, other.track);
    }
  }

  private final Map<Subject, FlvTag> tags = new TreeMap<>();
  private Optional<OnMetaData> metadata = Optional.empty();
  private boolean audioSeen;
  private boolean videoSeen;
  private long version;

  /** Another publisher follows. */
  void clear() {
    tags.clear();
    metadata = Optional.empty();
    audioSeen = false;
    videoSeen = false;
    version++;
  }

  /**
   * Takes note of a tag.
   *
   * @throws MalformedMediaException when the tag cannot be read, or is more than can be kept
   */
  void note(FlvTag tag) {
    switch (tag) {
      case AudioTag audio -> {
        if (!audio.isCodedFrame()) {
          first(() -> AudioTagBody.read(audio.payload()).packets())
              .flatMap(StreamConfiguration::subjectOf)
              .ifPresent(subject -> keep(subject, audio));
        }
        audioSeen = true;
      }
      case VideoTag video -> {
        if (!video.isCodedFrame()) {
          first(() -> VideoTagBody.read(video.payload()).packets())
              .flatMap(StreamConfiguration::subjectOf)
              .ifPresent(subject -> keep(subject, video));
        }
        videoSeen = true;
      }
      case ScriptTag script -> {
        Optional<OnMetaData> read = OnMetaData.read(script.payload());
        if (read.isPresent()) {
          metadata = read;
          keep(new Subject(Kind.METADATA, 0), script);
        }
      }
    }
  }

  /** Whether sound was published or announced. */
  boolean hasAudio() {
    return audioSeen || metadata.filter(m -> m.audioCodecId().isPresent()).isPresent();
  }

  /** Whether pictures were published or announced. */
  boolean hasVideo() {
    return videoSeen || metadata.filter(m -> m.videoCodecId().isPresent()).isPresent();
  }

  /** What the publisher said of itself. */
  Optional<OnMetaData> metadata() {
    return metadata;
  }

  /**
   * What a viewer is told who begins at {@code timestampMs}. Metadata stands at 0, as at the head
   * of a file: players (ffmpeg among them) take it for a subtitle anywhere else.
   */
  Opening opening(long timestampMs) {
    List<FlvTag> stamped =
        tags.values().stream()
            .map(tag -> TimestampLine.at(tag, tag instanceof ScriptTag ? 0 : timestampMs))
            .toList();
    return new Opening(hasAudio(), hasVideo(), version, stamped);
  }

  private void keep(Subject subject, FlvTag tag) {
    if (tag.body().length > MAX_TAG_BYTES) {
      throw new MalformedMediaException(
          "configuration of " + tag.body().length + " bytes, limit " + MAX_TAG_BYTES);
    }
    FlvTag before = tags.put(subject, tag);
    if (before == null || !Arrays.equals(before.body(), tag.body())) {
      version++;
    }
    if (tags.size() > MAX_TAGS) {
      throw new MalformedMediaException("configuration of more than " + MAX_TAGS + " tags");
    }
  }

  private static Optional<Subject> subjectOf(VideoPacket packet) {
    return switch (packet) {
      case VideoPacket.SequenceStart _, VideoPacket.MpegTsSequenceStart _ ->
          Optional.of(new Subject(Kind.VIDEO_START, packet.track()));
      case VideoPacket.Metadata _ -> Optional.of(new Subject(Kind.VIDEO_COLOUR, packet.track()));
      case VideoPacket.CodedFrame _, VideoPacket.SequenceEnd _, VideoPacket.Command _ ->
          Optional.empty();
    };
  }

  private static Optional<Subject> subjectOf(AudioPacket packet) {
    return switch (packet) {
      case AudioPacket.SequenceStart _ ->
          Optional.of(new Subject(Kind.AUDIO_START, packet.track()));
      case AudioPacket.MultichannelConfig _ ->
          Optional.of(new Subject(Kind.AUDIO_CHANNELS, packet.track()));
      case AudioPacket.CodedFrame _, AudioPacket.SequenceEnd _ -> Optional.empty();
    };
  }

  /** The first packet; empty when there is none, or none of a kind that is known here. */
  private static <P> Optional<P> first(Supplier<List<P>> packets) {
    try {
      return packets.get().stream().findFirst();
    } catch (UnsupportedMediaException _) {
      return Optional.empty();
    }
  }
}
