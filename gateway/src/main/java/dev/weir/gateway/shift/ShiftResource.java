package dev.weir.gateway.shift;

import dev.weir.media.hls.TrackKind;
import dev.weir.stream.shift.SliceId;
import java.util.Optional;

/**
 * A file below {@code /{app}/~{session}/{stream}/shift/}: {@code video.m3u8} and {@code audio.m3u8}
 * with a time in the query, {@code timeline.json}, and {@code {slice}-video.mp4}.
 */
public sealed interface ShiftResource {

  /** The step of a path behind which the past is. */
  String STEP = "shift";

  /** A media playlist. */
  record Playlist(TrackKind kind) implements ShiftResource {}

  /** The file of a slice's track. */
  record Media(SliceId slice, TrackKind kind) implements ShiftResource {

    /** Its name. */
    String file() {
      return slice
          + switch (kind) {
            case VIDEO -> "-video.mp4";
            case AUDIO -> "-audio.mp4";
          };
    }

    /** Its media type. */
    String mediaType() {
      return switch (kind) {
        case VIDEO -> "video/mp4";
        case AUDIO -> "audio/mp4";
      };
    }
  }

  /** What there is to go back to. */
  record Timeline() implements ShiftResource {}

  /** What a file name means; empty when it is none of ours. */
  static Optional<ShiftResource> named(String file) {
    return switch (file) {
      case "video.m3u8" -> Optional.of(new Playlist(TrackKind.VIDEO));
      case "audio.m3u8" -> Optional.of(new Playlist(TrackKind.AUDIO));
      case "timeline.json" -> Optional.of(new Timeline());
      default ->
          media(file, "-video.mp4", TrackKind.VIDEO)
              .or(() -> media(file, "-audio.mp4", TrackKind.AUDIO));
    };
  }

  private static Optional<ShiftResource> media(String file, String ending, TrackKind kind) {
    return file.endsWith(ending)
        ? SliceId.parse(file.substring(0, file.length() - ending.length()))
            .map(slice -> new Media(slice, kind))
        : Optional.empty();
  }

  /** The name of a track's playlist. */
  static String playlist(TrackKind kind) {
    return switch (kind) {
      case VIDEO -> "video.m3u8";
      case AUDIO -> "audio.m3u8";
    };
  }
}
