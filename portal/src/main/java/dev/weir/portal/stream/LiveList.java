package dev.weir.portal.stream;

import dev.weir.runtime.live.LiveEntry;
import java.time.Instant;
import java.util.List;

/**
 * A tenant's live streams as the list shows them. Public for the template.
 *
 * @param known whether the list could be had at all
 * @param rows one for each stream
 * @param live how many
 * @param viewers of all of them
 * @param arriving bit rate of all of them
 */
public record LiveList(
    boolean known, List<LiveRow> rows, String live, String viewers, Rate arriving) {

  /** Most streams that the page draws; the figures above it count all. */
  public static final int MAX_ROWS = 500;

  /** A figure and its unit, which are set in two sizes. */
  public record Rate(String value, String unit) {

    static Rate of(long bitsPerSecond) {
      String words = Wording.bitRate(bitsPerSecond);
      int space = words.indexOf(' ');
      return space < 0
          ? new Rate(words, "")
          : new Rate(words.substring(0, space), words.substring(space + 1));
    }
  }

  /** Copies the list. */
  public LiveList {
    rows = List.copyOf(rows);
  }

  static LiveList of(List<LiveEntry> entries, Instant now) {
    return new LiveList(
        true,
        entries.stream().limit(MAX_ROWS).map(entry -> LiveRow.of(entry, now)).toList(),
        Wording.count(entries.size()),
        Wording.count(entries.stream().mapToLong(LiveEntry::totalViewers).sum()),
        Rate.of(entries.stream().mapToLong(e -> e.stream().bitsPerSecond()).sum()));
  }

  /** What is shown while nobody can say what is live. */
  static LiveList unknown() {
    return new LiveList(false, List.of(), "–", "–", Rate.of(0));
  }
}
