package dev.weir.bench.swarm;

import java.util.ArrayList;
import java.util.List;

/**
 * As much of a playlist as a viewer needs. RFC 8216bis.
 *
 * @param variant the first variant, when it is a multivariant playlist; otherwise empty
 * @param targetMs target duration, milliseconds
 * @param firstSequence number of the first segment that is listed
 * @param segments whole ones that are listed
 * @param lastPart the newest part; empty when there is none
 * @param openParts parts of the segment that is not whole yet
 * @param hint the part that comes next; empty when there is none
 * @param skips whether the server gives delta updates
 */
record Playlist(
    String variant,
    long targetMs,
    long firstSequence,
    List<Segment> segments,
    String lastPart,
    int openParts,
    String hint,
    boolean skips) {

  private static final String VARIANT = "#EXT-X-STREAM-INF:";
  private static final String TARGET = "#EXT-X-TARGETDURATION:";
  private static final String SEQUENCE = "#EXT-X-MEDIA-SEQUENCE:";
  private static final String SKIP = "#EXT-X-SKIP:SKIPPED-SEGMENTS=";
  private static final String DURATION = "#EXTINF:";
  private static final String PART = "#EXT-X-PART:";
  private static final String HINT = "#EXT-X-PRELOAD-HINT:";
  private static final String CAN_SKIP = "CAN-SKIP-UNTIL";
  private static final String URI = "URI=\"";

  /**
   * A whole segment.
   *
   * @param uri as it is written
   * @param durationMs milliseconds
   */
  record Segment(String uri, long durationMs) {}

  /** Number of the segment behind the last whole one. */
  long nextSequence() {
    return firstSequence + segments.size();
  }

  /** Reads a playlist; what it does not know it passes over. */
  static Playlist read(String text) {
    String variant = "";
    long targetMs = 0;
    long sequence = 0;
    List<Segment> segments = new ArrayList<>();
    String lastPart = "";
    int openParts = 0;
    String hint = "";
    boolean inVariant = false;
    long durationMs = 0;
    int end;
    for (int at = 0; at < text.length(); at = end + 1) {
      end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      String line = text.substring(at, end).stripTrailing();
      if (line.startsWith(PART)) {
        lastPart = uri(line);
        openParts++;
      } else if (line.startsWith(DURATION)) {
        durationMs = Math.round(Double.parseDouble(upToComma(line, DURATION)) * 1000);
      } else if (!line.isEmpty() && line.charAt(0) != '#') {
        if (inVariant) {
          variant = variant.isEmpty() ? line : variant;
        } else {
          segments.add(new Segment(line, durationMs));
        }
        inVariant = false;
        openParts = 0;
      } else if (line.startsWith(HINT)) {
        hint = uri(line);
      } else if (line.startsWith(VARIANT)) {
        inVariant = true;
      } else if (line.startsWith(TARGET)) {
        targetMs = Long.parseLong(line.substring(TARGET.length())) * 1000;
      } else if (line.startsWith(SEQUENCE)) {
        sequence += Long.parseLong(line.substring(SEQUENCE.length()));
      } else if (line.startsWith(SKIP)) {
        sequence += Long.parseLong(upToComma(line, SKIP));
      }
    }
    boolean skips = text.contains(CAN_SKIP);
    return new Playlist(variant, targetMs, sequence, segments, lastPart, openParts, hint, skips);
  }

  private static String uri(String line) {
    int at = line.indexOf(URI) + URI.length();
    return line.substring(at, line.indexOf('"', at));
  }

  private static String upToComma(String line, String tag) {
    int comma = line.indexOf(',', tag.length());
    return comma < 0 ? line.substring(tag.length()) : line.substring(tag.length(), comma);
  }
}
