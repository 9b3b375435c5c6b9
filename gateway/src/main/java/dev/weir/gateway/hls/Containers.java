package dev.weir.gateway.hls;

import dev.weir.contract.policy.HlsContainer;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.Track;
import java.util.List;
import java.util.Optional;

/** Which container a player gets, and whether it can carry the stream. */
final class Containers {

  private Containers() {}

  /** The container that {@code ?container=} names; empty when it names none that there is. */
  static Optional<HlsContainer> named(String parameter) {
    return switch (parameter) {
      case "cmaf" -> Optional.of(HlsContainer.CMAF);
      case "ts" -> Optional.of(HlsContainer.TS);
      default -> Optional.empty();
    };
  }

  /** Whether every track can be carried. */
  static boolean carries(HlsContainer container, List<Track> tracks) {
    return tracks.stream().allMatch(track -> carries(container, track.codec()));
  }

  /** HLS knows transport streams with these codecs only (HLS authoring specification). */
  private static boolean carries(HlsContainer container, Codec codec) {
    return switch (container) {
      case CMAF -> true;
      case TS ->
          switch (codec) {
            case AVC, HEVC, AAC, MP3, AC3 -> true;
            case AV1, VP9, OPUS, EAC3, FLAC -> false;
          };
    };
  }
}
