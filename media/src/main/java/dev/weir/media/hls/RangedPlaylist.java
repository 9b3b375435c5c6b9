package dev.weir.media.hls;

import java.util.List;

/**
 * The media playlist of something that lies in several files one after the other, one track of it:
 * each segment is a range of bytes of one of them (RFC 8216, 4.3.2.2), and each file begins with
 * its init segment.
 *
 * @param place what the playlist is of all that there is
 * @param targetDurationS as long as the longest segment, and the same in every later playlist
 * @param startOffsetMs how far behind its beginning a player begins (4.3.5.2)
 * @param entries in order, at least one
 */
public record RangedPlaylist(
    Place place, int targetDurationS, long startOffsetMs, List<Entry> entries) {

  /** {@code EXT-X-MAP} beside pictures that are no I-frame playlist needs 6, gaps 8. */
  private static final int VERSION = 8;

  /** What a playlist is of all that there is. */
  public sealed interface Place {

    /** All that was asked for; nothing follows. */
    record Whole() implements Place {}

    /**
     * What is listed now, of something that goes on.
     *
     * @param mediaSequence number of the first entry
     * @param discontinuitySequence discontinuity sequence number of the first entry
     */
    record Sliding(long mediaSequence, long discontinuitySequence) implements Place {}
  }

  /**
   * A segment.
   *
   * @param uri of the file that it is in
   * @param initBytes how long the init segment is, at the file's beginning
   * @param media where it is in the file
   */
  public record Entry(String uri, int initBytes, VodPlaylist.Entry media) {}

  /** Makes the list immutable. */
  public RangedPlaylist {
    entries = List.copyOf(entries);
  }

  /** The playlist as text. */
  public String write() {
    PlaylistText text = new PlaylistText(VERSION).line("#EXT-X-TARGETDURATION:" + targetDurationS);
    switch (place) {
      case Place.Whole _ -> text.line("#EXT-X-PLAYLIST-TYPE:VOD");
      case Place.Sliding(long mediaSequence, long discontinuitySequence) ->
          text.line("#EXT-X-MEDIA-SEQUENCE:" + mediaSequence)
              .line("#EXT-X-DISCONTINUITY-SEQUENCE:" + discontinuitySequence);
    }
    text.line("#EXT-X-START:TIME-OFFSET=" + PlaylistText.seconds(startOffsetMs) + ",PRECISE=YES");
    String uri = "";
    for (Entry entry : entries) {
      VodPlaylist.Entry media = entry.media();
      text.lineIf(media.discontinuity(), "#EXT-X-DISCONTINUITY")
          .lineIf(
              !entry.uri().equals(uri),
              "#EXT-X-MAP:URI=\"%s\",BYTERANGE=\"%d@0\"".formatted(entry.uri(), entry.initBytes()))
          .line("#EXT-X-PROGRAM-DATE-TIME:" + PlaylistText.date(media.programDateTimeMs()))
          .lineIf(media.bytes() == 0, "#EXT-X-GAP")
          .line("#EXTINF:" + PlaylistText.seconds(media.durationMs()) + ",")
          .lineIf(media.bytes() > 0, "#EXT-X-BYTERANGE:" + media.bytes() + "@" + media.offset())
          .line(entry.uri());
      uri = entry.uri();
    }
    return text.lineIf(place instanceof Place.Whole, "#EXT-X-ENDLIST").toString();
  }

  /** What a network must carry. */
  public Bandwidth bandwidth() {
    return new VodPlaylist("", 0, entries.stream().map(Entry::media).toList()).bandwidth();
  }
}
