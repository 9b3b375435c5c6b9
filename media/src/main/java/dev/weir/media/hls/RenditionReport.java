package dev.weir.media.hls;

/**
 * How far another playlist of the same timeline has come (RFC 8216bis, 4.4.5.4), so that a player
 * that changes over can block on the right part at once.
 *
 * @param uri relative to the playlist that carries the report
 * @param lastSequence media sequence number of its last segment, running or closed
 * @param lastPart index of the last part of that segment
 */
public record RenditionReport(String uri, long lastSequence, int lastPart) {

  /** The report about {@code playlist}, which lists at least one segment. */
  public static RenditionReport of(String uri, MediaPlaylist playlist) {
    Segment last = playlist.segments().getLast();
    return new RenditionReport(uri, last.sequence(), last.parts().size() - 1);
  }
}
