package dev.weir.media.hls;

import java.util.List;

/**
 * Writes a {@link MediaPlaylist} as text. CMAF playlists always carry the low-latency tags of
 * draft-pantos-hls-rfc8216bis, which older players pass over; transport stream playlists are plain
 * RFC 8216.
 */
public final class PlaylistWriter {

  /**
   * {@code EXT-X-SKIP} needs 9; used for full playlists too, since an update must not change it.
   */
  private static final int LOW_LATENCY_VERSION = 9;

  /** {@code EXT-X-GAP} needs 8, decimal durations 3. */
  private static final int GAP_VERSION = 8;

  private static final int PLAIN_VERSION = 3;

  /** Parts are listed as long as they are within this many target durations of the end. */
  private static final int TARGETS_WITH_PARTS = 3;

  private final PlaylistNaming naming;

  /** A writer of playlists whose resources are named by {@code naming}. */
  public PlaylistWriter(PlaylistNaming naming) {
    this.naming = naming;
  }

  /** The whole playlist of CMAF segments. */
  public String lowLatency(MediaPlaylist playlist, List<RenditionReport> reports) {
    return lowLatency(playlist, reports, 0);
  }

  /**
   * The delta update (RFC 8216bis, 6.2.5.1): segments that ended longer ago than the skip boundary
   * are left out. The whole playlist when there is none.
   */
  public String delta(MediaPlaylist playlist, List<RenditionReport> reports) {
    return lowLatency(playlist, reports, skippable(playlist));
  }

  /** The playlist of whole transport stream segments, without parts. */
  public String wholeSegments(MediaPlaylist playlist) {
    List<Segment> closed = playlist.segments().stream().filter(Segment::closed).toList();
    boolean gaps = closed.stream().anyMatch(Segment::gap);
    PlaylistText text = new PlaylistText(gaps ? GAP_VERSION : PLAIN_VERSION);
    text.line("#EXT-X-TARGETDURATION:" + playlist.terms().targetDurationS());
    position(text, playlist);
    for (Segment segment : closed) {
      text.lineIf(segment.discontinuity(), "#EXT-X-DISCONTINUITY");
      closing(text, segment);
    }
    return text.lineIf(playlist.ended(), "#EXT-X-ENDLIST").toString();
  }

  private String lowLatency(MediaPlaylist playlist, List<RenditionReport> reports, int skipped) {
    PlaylistText text = new PlaylistText(LOW_LATENCY_VERSION);
    terms(text, playlist);
    position(text, playlist);
    text.lineIf(skipped > 0, "#EXT-X-SKIP:SKIPPED-SEGMENTS=" + skipped);
    List<Segment> segments = playlist.segments();
    int withParts = firstWithParts(playlist);
    int init = 0;
    for (int i = skipped; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      text.lineIf(segment.discontinuity(), "#EXT-X-DISCONTINUITY");
      if (segment.init().number() != init) {
        init = segment.init().number();
        text.line("#EXT-X-MAP:URI=\"" + naming.init(init) + "\"");
      }
      low(text, segment, i >= withParts);
    }
    if (playlist.ended()) {
      return text.line("#EXT-X-ENDLIST").toString();
    }
    String next = naming.part(playlist.nextPartNumber());
    text.line("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"" + next + "\"");
    reports.forEach(report -> text.line(line(report)));
    return text.toString();
  }

  private void terms(PlaylistText text, MediaPlaylist playlist) {
    TimelineTerms terms = playlist.terms();
    text.line("#EXT-X-TARGETDURATION:" + terms.targetDurationS())
        .line(
            "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES"
                + (",CAN-SKIP-UNTIL=" + terms.skipUntilS() + ".0")
                + (",HOLD-BACK=" + terms.holdBackS() + ".0")
                + (",PART-HOLD-BACK=" + PlaylistText.seconds(terms.partHoldBackMs())))
        .line(
            "#EXT-X-PART-INF:PART-TARGET="
                + PlaylistText.seconds(terms.partTargetMs(playlist.kind())));
  }

  private static void position(PlaylistText text, MediaPlaylist playlist) {
    text.line("#EXT-X-MEDIA-SEQUENCE:" + playlist.mediaSequence())
        .line("#EXT-X-DISCONTINUITY-SEQUENCE:" + playlist.toldDiscontinuitySequence())
        .lineIf(playlist.independentSegments(), "#EXT-X-INDEPENDENT-SEGMENTS");
  }

  private void low(PlaylistText text, Segment segment, boolean withParts) {
    if (!withParts) {
      closing(text, segment);
      return;
    }
    text.line("#EXT-X-PROGRAM-DATE-TIME:" + PlaylistText.date(segment.programDateTimeMs()));
    segment.parts().forEach(part -> text.line(line(part)));
    if (segment.closed()) {
      media(text, segment);
    }
  }

  private void closing(PlaylistText text, Segment segment) {
    text.line("#EXT-X-PROGRAM-DATE-TIME:" + PlaylistText.date(segment.programDateTimeMs()));
    media(text, segment);
  }

  private void media(PlaylistText text, Segment segment) {
    text.lineIf(segment.gap(), "#EXT-X-GAP")
        .line("#EXTINF:" + PlaylistText.seconds(segment.durationMs()) + ",")
        .line(naming.segment(segment.sequence()));
  }

  private String line(Part part) {
    return "#EXT-X-PART:DURATION="
        + PlaylistText.seconds(part.durationMs())
        + (",URI=\"" + (part.gap() ? naming.gap() : naming.part(part.number())) + "\"")
        + (part.independent() ? ",INDEPENDENT=YES" : "")
        + (part.gap() ? ",GAP=YES" : "");
  }

  private static String line(RenditionReport report) {
    return "#EXT-X-RENDITION-REPORT:URI=\""
        + report.uri()
        + ("\",LAST-MSN=" + report.lastSequence())
        + (",LAST-PART=" + report.lastPart());
  }

  private static int skippable(MediaPlaylist playlist) {
    return segmentsBefore(playlist, playlist.terms().skipUntilS() * 1000L);
  }

  private static int firstWithParts(MediaPlaylist playlist) {
    return segmentsBefore(
        playlist, playlist.terms().targetDurationS() * 1000L * TARGETS_WITH_PARTS);
  }

  /** How many segments ended {@code ms} or longer before the end of the playlist. */
  private static int segmentsBefore(MediaPlaylist playlist, long ms) {
    List<Segment> segments = playlist.segments();
    long afterMs = 0;
    int index = segments.size();
    while (index > 0 && afterMs < ms) {
      index--;
      afterMs += segments.get(index).durationMs();
    }
    return index;
  }
}
