package dev.weir.transcoder.ladder;

import dev.weir.media.flv.OnMetaData;
import dev.weir.media.frame.Track;
import dev.weir.media.frame.Track.AudioTrack;
import dev.weir.media.frame.Track.VideoTrack;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is known of a source before it is transcoded.
 *
 * @param picture its pictures; empty for sound alone
 * @param sound its sound; empty for pictures alone
 */
public record SourceFacts(Optional<Picture> picture, Optional<Sound> sound) {

  private static final int BITS_PER_KILOBIT = 1000;

  /**
   * Its pictures.
   *
   * @param track as its configuration describes it
   * @param frameRate frames per second, where the encoder has said it
   * @param bitrate bits per second, where the encoder has said it
   */
  public record Picture(VideoTrack track, OptionalDouble frameRate, OptionalInt bitrate) {}

  /**
   * Its sound.
   *
   * @param track as its configuration describes it
   * @param bitrate bits per second, where the encoder has said it
   */
  public record Sound(AudioTrack track, OptionalInt bitrate) {}

  /**
   * What configuration and metadata say.
   *
   * @param tracks the first of each kind counts
   */
  public static SourceFacts of(List<Track> tracks, Optional<OnMetaData> metadata) {
    return new SourceFacts(
        first(tracks, VideoTrack.class)
            .map(track ->
                new Picture(
                    track,
                    metadata.map(OnMetaData::frameRate).orElseGet(OptionalDouble::empty),
                    bits(metadata.map(OnMetaData::videoKilobitsPerSecond)))),
        first(tracks, AudioTrack.class)
            .map(
                track -> new Sound(track, bits(metadata.map(OnMetaData::audioKilobitsPerSecond)))));
  }

  private static <T extends Track> Optional<T> first(List<Track> tracks, Class<T> kind) {
    return tracks.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  private static OptionalInt bits(Optional<OptionalDouble> kilobits) {
    double said = kilobits.orElseGet(OptionalDouble::empty).orElse(0) * BITS_PER_KILOBIT;
    return said >= 1 && said < Integer.MAX_VALUE ? OptionalInt.of((int) said) : OptionalInt.empty();
  }
}
