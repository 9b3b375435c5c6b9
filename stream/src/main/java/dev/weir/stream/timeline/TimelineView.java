package dev.weir.stream.timeline;

import dev.weir.media.frame.Track;
import dev.weir.media.hls.MediaPlaylist;
import dev.weir.media.hls.TrackKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A timeline as it is at one moment. Immutable, and shared by all who look at that moment; what is
 * printed from it is printed once.
 */
public final class TimelineView {

  private final long revision;
  private final Stage stage;
  private final List<Track> tracks;
  private final Map<TrackKind, MediaPlaylist> playlists;
  private final Optional<MediaPlaylist> muxed;

  private final Map<PlaylistForm, PrintedPlaylist> printed = new ConcurrentHashMap<>();
  private boolean replaced;

  /** How far a timeline has come. */
  public enum Stage {
    /** Nothing that the encoder sends can be carried in segments. */
    UNPLAYABLE,
    /** The first group of pictures is not over: nothing can be said yet. */
    GATHERING,
    /** Segments come. */
    LIVE,
    /** Nothing will come any more. */
    ENDED
  }

  TimelineView(
      long revision,
      Stage stage,
      List<Track> tracks,
      Map<TrackKind, MediaPlaylist> playlists,
      Optional<MediaPlaylist> muxed) {
    this.revision = revision;
    this.stage = stage;
    this.tracks = List.copyOf(tracks);
    this.playlists = playlists.isEmpty() ? Map.of() : new EnumMap<>(playlists);
    this.muxed = muxed;
  }

  /** Counts the changes of the timeline. */
  public long revision() {
    return revision;
  }

  /** How far the timeline has come. */
  public Stage stage() {
    return stage;
  }

  /** Whether nothing will come any more. */
  public boolean ended() {
    return stage == Stage.ENDED;
  }

  /** What the stream consists of now, pictures first; empty until it is known. */
  public List<Track> tracks() {
    return tracks;
  }

  /** The playlist of one track; empty when there is none, or nothing in it yet. */
  public Optional<MediaPlaylist> playlist(TrackKind kind) {
    return Optional.ofNullable(playlists.get(kind)).filter(TimelineView::listsSomething);
  }

  /** The playlist of muxed, whole segments; empty while nothing is in it. */
  public Optional<MediaPlaylist> muxed() {
    return muxed.filter(TimelineView::listsSomething);
  }

  /** The playlist of the pictures, or of the sound where there is nothing else. */
  public Optional<MediaPlaylist> leading() {
    return playlist(TrackKind.VIDEO).or(() -> playlist(TrackKind.AUDIO));
  }

  /** One of the playlists as text, made by whoever asks first. */
  public PrintedPlaylist printed(PlaylistForm form, PlaylistPress press) {
    PrintedPlaylist known = printed.get(form);
    return known != null ? known : print(form, press);
  }

  private synchronized PrintedPlaylist print(PlaylistForm form, PlaylistPress press) {
    PrintedPlaylist made = printed.computeIfAbsent(form, f -> press.print(this, f));
    if (replaced) {
      made.close();
    }
    return made;
  }

  /** Another view is shown now: what was printed of this one leaves direct memory. */
  synchronized void replaced() {
    replaced = true;
    printed.values().forEach(PrintedPlaylist::close);
  }

  private static boolean listsSomething(MediaPlaylist playlist) {
    return !playlist.segments().isEmpty();
  }
}
