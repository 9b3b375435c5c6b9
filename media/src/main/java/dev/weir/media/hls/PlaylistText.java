package dev.weir.media.hls;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** The lines of a playlist as they are written; numbers and dates in their RFC 8216 forms. */
final class PlaylistText {

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final StringBuilder text = new StringBuilder(4096);

  PlaylistText(int version) {
    line("#EXTM3U");
    line("#EXT-X-VERSION:" + version);
  }

  PlaylistText line(String line) {
    text.append(line).append('\n');
    return this;
  }

  PlaylistText lineIf(boolean condition, String line) {
    return condition ? line(line) : this;
  }

  /** Seconds with three decimals. */
  static String seconds(long ms) {
    return ms / 1000 + "." + String.valueOf(1000 + ms % 1000).substring(1);
  }

  /** Date and time in UTC, to the millisecond. */
  static String date(long unixMs) {
    return MILLISECONDS.format(Instant.ofEpochMilli(unixMs));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
