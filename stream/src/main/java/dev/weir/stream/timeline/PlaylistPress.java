package dev.weir.stream.timeline;

/** Prints playlists: knows the names under which segments are served. */
@FunctionalInterface
public interface PlaylistPress {

  /** Prints one; called once for each view and form. */
  PrintedPlaylist print(TimelineView view, PlaylistForm form);
}
