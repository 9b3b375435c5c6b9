package dev.weir.e2e.viewer;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A media playlist as a player reads it; whether it keeps the rules is for {@code testkit.hls} to
 * say.
 *
 * @param uri where it came from
 * @param text all of it
 */
public record HlsPlaylist(URI uri, String text) {

  private static final Pattern URI_ATTRIBUTE = Pattern.compile("URI=\"([^\"]+)\"");

  private List<String> lines(String prefix) {
    return text.lines().filter(line -> line.startsWith(prefix)).toList();
  }

  private long number(String tag) {
    return lines(tag).stream()
        .map(line -> line.substring(tag.length()))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  private URI resolve(String line) {
    Matcher attribute = URI_ATTRIBUTE.matcher(line);
    return uri.resolve(attribute.find() ? attribute.group(1) : line);
  }

  /** Number of the first listed segment, also when a delta update leaves it out. */
  public long mediaSequence() {
    return number("#EXT-X-MEDIA-SEQUENCE:");
  }

  /** Segments that a delta update leaves out. */
  public long skipped() {
    return lines("#EXT-X-SKIP:SKIPPED-SEGMENTS=").stream()
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  /** Where the complete segments are. */
  public List<URI> segments() {
    return text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(this::resolve)
        .toList();
  }

  /** Number of the last complete segment. */
  public long lastSegment() {
    return mediaSequence() + skipped() + segments().size() - 1;
  }

  /** Parts of the segment that is not complete yet. */
  public List<URI> openParts() {
    List<URI> parts = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("#EXT-X-PART:")) {
        parts.add(resolve(line));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        parts.clear();
      }
    }
    return parts;
  }

  /** The part that comes next. */
  public Optional<URI> hint() {
    return lines("#EXT-X-PRELOAD-HINT:").stream().map(this::resolve).findFirst();
  }

  /** The init segment. */
  public Optional<URI> map() {
    return lines("#EXT-X-MAP:").stream().map(this::resolve).findFirst();
  }

  /** How often the timeline breaks. */
  public int discontinuities() {
    return (int) text.lines().filter(line -> line.equals("#EXT-X-DISCONTINUITY")).count();
  }

  /** Whether it says that nothing more will come. */
  public boolean ended() {
    return text.lines().anyMatch(line -> line.equals("#EXT-X-ENDLIST"));
  }

  /** The same playlist with directives to the server. */
  public URI with(String directives) {
    return URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + directives);
  }
}
