package dev.weir.stream.hub;

import dev.weir.media.flv.FlvTag;
import dev.weir.media.frame.Track;
import java.util.List;

/** The tracks of a stream, as its configuration describes them. Belongs to one thread. */
final class StreamTracks {

  void clear() {}

  void note(FlvTag tag) {}

  List<Track> list() {
    return List.of();
  }
}
