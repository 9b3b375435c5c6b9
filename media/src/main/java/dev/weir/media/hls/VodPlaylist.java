package dev.weir.media.hls;

import java.util.List;

/**
 * The media playlist of something that is over, one track of it, whose segments lie one after the
 * other in one file: each is a range of its bytes (RFC 8216, 4.3.2.2).
 *
 * @param uri of the file
 * @param initBytes how long the init segment is, at the file's beginning
 * @param entries what follows it, in order
 */
public record VodPlaylist(String uri, int initBytes, List<Entry> entries) {

  /** {@code EXT-X-MAP} beside pictures that are no I-frame playlist needs 6, gaps 8. */
  private static final int VERSION = 8;

  /**
   * A segment.
   *
   * @param durationMs how long it lasts
   * @param offset where it begins in the file
   * @param bytes how long it is; 0 for a gap
   * @param discontinuity whether its times do not go on from those before it
   * @param programDateTimeMs when its beginning was received, Unix milliseconds
   */
  public record Entry(
      int durationMs, long offset, long bytes, boolean discontinuity, long programDateTimeMs) {}

  /** Makes the list immutable. */
  public VodPlaylist {
    entries = List.copyOf(entries);
  }

  /** The playlist as text. */
  public String write() {
    int longestMs = entries.stream().mapToInt(Entry::durationMs).max().orElse(1_000);
    PlaylistText text =
        new PlaylistText(VERSION)
            .line("#EXT-X-TARGETDURATION:" + Math.max(1, Math.ceilDiv(longestMs, 1_000)))
            .line("#EXT-X-PLAYLIST-TYPE:VOD")
            .line("#EXT-X-MAP:URI=\"" + uri + "\",BYTERANGE=\"" + initBytes + "@0\"");
    for (Entry entry : entries) {
      text.lineIf(entry.discontinuity(), "#EXT-X-DISCONTINUITY")
          .line("#EXT-X-PROGRAM-DATE-TIME:" + PlaylistText.date(entry.programDateTimeMs()))
          .lineIf(entry.bytes() == 0, "#EXT-X-GAP")
          .line("#EXTINF:" + PlaylistText.seconds(entry.durationMs()) + ",")
          .lineIf(entry.bytes() > 0, "#EXT-X-BYTERANGE:" + entry.bytes() + "@" + entry.offset())
          .line(uri);
    }
    return text.line("#EXT-X-ENDLIST").toString();
  }

  /** What a network must carry. */
  public Bandwidth bandwidth() {
    long peak = 0;
    long bytes = 0;
    long ms = 0;
    for (Entry entry : entries) {
      if (entry.durationMs() > 0) {
        peak = Math.max(peak, entry.bytes() * 8_000 / entry.durationMs());
      }
      bytes += entry.bytes();
      ms += entry.durationMs();
    }
    long average = ms == 0 ? 0 : bytes * 8_000 / ms;
    return new Bandwidth(
        Math.clamp(peak, 0, Integer.MAX_VALUE), Math.clamp(average, 0, Integer.MAX_VALUE));
  }
}
