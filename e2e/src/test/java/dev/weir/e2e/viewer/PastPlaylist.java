package dev.weir.e2e.viewer;

import dev.weir.e2e.server.Web;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A media playlist whose segments are dated ranges of files, read without any code of Weir's.
 *
 * @param text all of it
 * @param startOffsetMs how far behind its beginning a player begins
 * @param segments in order
 */
public record PastPlaylist(String text, long startOffsetMs, List<Segment> segments) {

  private static final Pattern START = Pattern.compile("#EXT-X-START:TIME-OFFSET=([0-9.]+)");
  private static final Pattern MAP =
      Pattern.compile("#EXT-X-MAP:URI=\"([^\"]+)\",BYTERANGE=\"([0-9]+)@([0-9]+)\"");
  private static final Pattern RANGE = Pattern.compile("#EXT-X-BYTERANGE:([0-9]+)@([0-9]+)");

  /** Bytes of a file. */
  private record Range(URI uri, long offset, long length) {

    byte[] load() {
      var answer =
          Web.send(
              HttpRequest.newBuilder(uri)
                  .header("Range", "bytes=" + offset + "-" + (offset + length - 1)),
              BodyHandlers.ofByteArray());
      if (answer.statusCode() != 206 || answer.body().length != length) {
        throw new AssertionError(
            "%s: %d with %d bytes".formatted(uri, answer.statusCode(), answer.body().length));
      }
      return answer.body();
    }
  }

  /**
   * A segment.
   *
   * @param dateMs its program date and time, Unix milliseconds
   * @param durationMs how long it lasts
   */
  public record Segment(long dateMs, long durationMs, Range init, Range media) {

    /** Whether a moment is in it. */
    public boolean has(long unixMs) {
      return unixMs >= dateMs && unixMs < dateMs + durationMs;
    }

    /** Downloads it into a new file that can be played by itself. */
    public Path save(Path folder) {
      try {
        Path file = Files.createTempFile(folder, "past", ".mp4");
        try (OutputStream out = Files.newOutputStream(file)) {
          out.write(init.load());
          out.write(media.load());
        }
        return file;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  /** Reads what was answered for {@code uri}. */
  public static PastPlaylist of(HlsPlaylist playlist) {
    List<Segment> segments = new ArrayList<>();
    long startOffsetMs = -1;
    long dateMs = -1;
    long durationMs = -1;
    Range init = new Range(playlist.uri(), 0, 0);
    Range media = init;
    for (String line : playlist.text().lines().toList()) {
      Matcher start = START.matcher(line);
      Matcher map = MAP.matcher(line);
      Matcher range = RANGE.matcher(line);
      if (start.find()) {
        startOffsetMs = ms(start.group(1));
      } else if (map.find()) {
        init = range(playlist.uri().resolve(map.group(1)), map.group(2), map.group(3));
      } else if (range.find()) {
        media = range(playlist.uri(), range.group(1), range.group(2));
      } else if (line.startsWith("#EXT-X-PROGRAM-DATE-TIME:")) {
        dateMs = Instant.parse(line.substring(line.indexOf(':') + 1)).toEpochMilli();
      } else if (line.startsWith("#EXTINF:")) {
        durationMs = ms(line.substring(line.indexOf(':') + 1).replace(",", ""));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        URI file = playlist.uri().resolve(line);
        segments.add(
            new Segment(dateMs, durationMs, init, new Range(file, media.offset(), media.length())));
      }
    }
    return new PastPlaylist(playlist.text(), startOffsetMs, List.copyOf(segments));
  }

  private static Range range(URI uri, String length, String offset) {
    return new Range(uri, Long.parseLong(offset), Long.parseLong(length));
  }

  private static long ms(String seconds) {
    return Math.round(Double.parseDouble(seconds) * 1_000);
  }

  /** The moment at which a player begins, Unix milliseconds. */
  public long playedMs() {
    return segments.getFirst().dateMs() + startOffsetMs;
  }

  /** The segment that a player begins in. */
  public Segment played() {
    return segments.stream()
        .filter(segment -> segment.has(playedMs()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing at " + playedMs() + " in\n" + text));
  }
}
