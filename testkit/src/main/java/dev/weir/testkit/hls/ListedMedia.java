package dev.weir.testkit.hls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A media playlist as a client reads it.
 *
 * @param tags the value of each tag that is about the whole playlist, by the tag's name
 * @param segments what is listed, the growing one last
 * @param hint URI of the part that comes next; empty without one
 * @param reports attributes of the rendition reports, by URI
 */
public record ListedMedia(
    Map<String, String> tags,
    List<ListedSegment> segments,
    String hint,
    Map<String, Map<String, String>> reports) {

  /** Reads a playlist; what no client could read throws {@link IllegalArgumentException}. */
  public static ListedMedia parse(String text) {
    return new Reader().read(text);
  }

  /** The value of a tag; empty without it. */
  public String value(String tag) {
    return tags.getOrDefault(tag, "");
  }

  /** The value of a whole number tag. */
  public long number(String tag, long without) {
    return Long.parseLong(tags.getOrDefault(tag, String.valueOf(without)));
  }

  /** Whether the tag is there. */
  public boolean has(String tag) {
    return tags.containsKey(tag);
  }

  /** Target duration, seconds. */
  public long targetDurationS() {
    return number("EXT-X-TARGETDURATION", -1);
  }

  /** Media sequence number of the first segment, skipped ones included. */
  public long mediaSequence() {
    return number("EXT-X-MEDIA-SEQUENCE", 0);
  }

  /** How many segments a delta update leaves out. */
  public long skipped() {
    return Long.parseLong(attributes("EXT-X-SKIP").values().getOrDefault("SKIPPED-SEGMENTS", "0"));
  }

  /** Whether nothing will be added. */
  public boolean ended() {
    return has("EXT-X-ENDLIST");
  }

  /** Whether parts or their terms are listed. */
  public boolean lowLatency() {
    return has("EXT-X-PART-INF") || segments.stream().anyMatch(s -> !s.parts().isEmpty());
  }

  /** The part target, milliseconds; -1 without one. */
  public long partTargetMs() {
    return attributes("EXT-X-PART-INF").ms("PART-TARGET");
  }

  /** The segment with this number, when it is listed. */
  public Optional<ListedSegment> segment(long sequence) {
    return segments.stream().filter(segment -> segment.sequence() == sequence).findFirst();
  }

  Attributes attributes(String tag) {
    return has(tag) ? Attributes.parse(tags.getOrDefault(tag, "")) : Attributes.NONE;
  }

  /** Goes through the lines once. */
  private static final class Reader {

    private final Map<String, String> tags = new HashMap<>();
    private final List<ListedSegment> segments = new ArrayList<>();
    private final Map<String, Map<String, String>> reports = new HashMap<>();
    private List<ListedPart> parts = new ArrayList<>();
    private String hint = "";
    private String map = "";
    private long dateMs = -1;
    private long durationMs = -1;
    private boolean discontinuity;
    private boolean gap;

    ListedMedia read(String text) {
      boolean first = true;
      for (String line : text.split("\n", -1)) {
        if (first) {
          tags.put("EXTM3U", line.equals("#EXTM3U") ? "yes" : "no");
          first = false;
        } else if (line.startsWith("#EXT")) {
          int colon = line.indexOf(':');
          String name = colon < 0 ? line.substring(1) : line.substring(1, colon);
          tag(name, colon < 0 ? "" : line.substring(colon + 1));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          segment(line);
        }
      }
      if (!parts.isEmpty()) {
        durationMs = parts.stream().mapToLong(ListedPart::durationMs).sum();
        segment("");
      }
      return new ListedMedia(Map.copyOf(tags), List.copyOf(segments), hint, Map.copyOf(reports));
    }

    private void tag(String name, String value) {
      switch (name) {
        case "EXTINF" ->
            durationMs = Math.round(Double.parseDouble(value.split(",", -1)[0]) * 1000);
        case "EXT-X-DISCONTINUITY" -> discontinuity = true;
        case "EXT-X-GAP" -> gap = true;
        case "EXT-X-PROGRAM-DATE-TIME" -> dateMs = Instant.parse(value).toEpochMilli();
        case "EXT-X-MAP" -> map = Attributes.parse(value).text("URI");
        case "EXT-X-PART" -> part(Attributes.parse(value));
        case "EXT-X-PRELOAD-HINT" -> hint = Attributes.parse(value).text("URI");
        case "EXT-X-RENDITION-REPORT" -> {
          Attributes report = Attributes.parse(value);
          reports.put(report.text("URI"), report.values());
        }
        default -> {
          if (tags.put(name, value) != null) {
            throw new IllegalArgumentException(name + " twice");
          }
        }
      }
    }

    private void part(Attributes part) {
      parts.add(
          new ListedPart(
              part.text("URI"), part.ms("DURATION"), part.yes("INDEPENDENT"), part.yes("GAP")));
    }

    private void segment(String uri) {
      if (durationMs < 0) {
        throw new IllegalArgumentException("a segment without EXTINF: " + uri);
      }
      long skipped =
          Long.parseLong(
              Attributes.parse(tags.getOrDefault("EXT-X-SKIP", ""))
                  .values()
                  .getOrDefault("SKIPPED-SEGMENTS", "0"));
      long first = Long.parseLong(tags.getOrDefault("EXT-X-MEDIA-SEQUENCE", "0"));
      long sequence = first + skipped + segments.size();
      segments.add(
          new ListedSegment(
              sequence, uri, durationMs, discontinuity, gap, map, dateMs, List.copyOf(parts)));
      parts = new ArrayList<>();
      durationMs = -1;
      dateMs = -1;
      discontinuity = false;
      gap = false;
    }
  }
}
