package dev.weir.stream.origin;

import dev.weir.media.frame.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a watch page is told of a stream, wherever it is.
 *
 * @param published whether its publisher is there, or is waited for
 * @param tracks what it consists of, as far as that is known
 */
public record StreamOutline(boolean published, List<TrackOutline> tracks) {

  /** Most tracks that are read. */
  private static final int MAX_TRACKS = 32;

  private static final String PUBLISHED = "published";
  private static final String INTERRUPTED = "interrupted";
  private static final String VIDEO = "video";
  private static final String AUDIO = "audio";

  /**
   * One track.
   *
   * @param video pictures, or else sound
   * @param codec its name as in RFC 6381
   */
  public record TrackOutline(boolean video, String codec) {}

  /** Copies the list. */
  public StreamOutline {
    tracks = List.copyOf(tracks);
  }

  /** Of tracks as they are known here. */
  public static StreamOutline of(boolean published, List<Track> tracks) {
    return new StreamOutline(
        published,
        tracks.stream()
            .map(track -> new TrackOutline(track.codec().isVideo(), track.codecString()))
            .toList());
  }

  /** As one node tells another: {@code published} or not, then a line for each track. */
  String toText() {
    StringBuilder text = new StringBuilder(published ? PUBLISHED : INTERRUPTED);
    for (TrackOutline track : tracks) {
      text.append('\n').append(track.video ? VIDEO : AUDIO).append(' ').append(track.codec);
    }
    return text.toString();
  }

  /** Reads what another node tells; empty when it cannot be read. */
  static Optional<StreamOutline> read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(PUBLISHED) && !isInterrupted(lines)) {
      return Optional.empty();
    }
    List<TrackOutline> tracks = new ArrayList<>();
    for (String line : lines.subList(1, Math.min(lines.size(), 1 + MAX_TRACKS))) {
      int space = line.indexOf(' ');
      if (space > 0) {
        boolean video = line.substring(0, space).equals(VIDEO);
        tracks.add(new TrackOutline(video, line.substring(space + 1)));
      }
    }
    return Optional.of(new StreamOutline(!isInterrupted(lines), tracks));
  }

  private static boolean isInterrupted(List<String> lines) {
    return lines.getFirst().equals(INTERRUPTED);
  }
}
