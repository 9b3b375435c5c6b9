package dev.weir.stream.hub;

import dev.weir.media.flv.FlvTag;
import java.util.BitSet;

/**
 * Finds where groups of pictures begin, with one video track or several: a key frame opens a group
 * when its track had one in the group before. So the aligned key frames of a ladder open one group
 * together, whichever rung comes first. Belongs to one thread.
 */
final class KeyFrames {

  private final BitSet tracks = new BitSet();

  /** Whether {@code tag} opens a group. */
  boolean opens(FlvTag tag) {
    if (!tag.isKeyFrame()) {
      return false;
    }
    int track = tag.trackNumber();
    boolean opens = tracks.isEmpty() || tracks.get(track);
    if (opens) {
      tracks.clear();
    }
    tracks.set(track);
    return opens;
  }

  /** Whether a group is open. */
  boolean isOpen() {
    return !tracks.isEmpty();
  }

  /** Another publisher follows; its first key frame opens a group. */
  void clear() {
    tracks.clear();
  }
}
