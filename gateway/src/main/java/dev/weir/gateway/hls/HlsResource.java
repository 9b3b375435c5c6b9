package dev.weir.gateway.hls;

import dev.weir.media.hls.TrackKind;
import dev.weir.stream.timeline.PlaylistForm;

/** A file below a stream in the path of a session; {@link HlsNames} names it. */
public sealed interface HlsResource {

  /** A media playlist, in its full form. */
  record Playlist(PlaylistForm form) implements HlsResource {}

  /** A CMAF header. */
  record Init(TrackKind kind, long number) implements HlsResource {}

  /** A CMAF segment. */
  record Segment(TrackKind kind, long sequence) implements HlsResource {}

  /** A CMAF chunk. */
  record Chunk(TrackKind kind, long number) implements HlsResource {}

  /** A transport stream segment. */
  record TransportSegment(long sequence) implements HlsResource {}

  /** Whether it belongs to the delivery in transport streams. */
  default boolean isTransportStream() {
    return switch (this) {
      case Playlist(PlaylistForm form) -> form == PlaylistForm.TS;
      case TransportSegment _ -> true;
      case Init _, Segment _, Chunk _ -> false;
    };
  }
}
