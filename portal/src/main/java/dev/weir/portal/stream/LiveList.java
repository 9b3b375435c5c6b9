package dev.weir.portal.stream;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.label.Labels;
import dev.weir.runtime.live.LiveEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A tenant's live streams as the list shows them. Public for the template.
 *
 * @param known whether the list could be had at all
 * @param rows one for each stream
 * @param live how many
 * @param viewers of all of them
 * @param arriving bit rate of all of them
 * @param top the first page; empty when this is it
 * @param next the page that follows; empty for the last
 */
public record LiveList(
    boolean known,
    List<LiveRow> rows,
    String live,
    String viewers,
    Rate arriving,
    String top,
    String next) {

  /** Streams on a page; the figures above count all. */
  public static final int MAX_ROWS = 200;

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

  static LiveList of(
      List<LiveEntry> entries, LiveFilter filter, Map<StreamAddress, Labels> labels, Instant now) {
    List<LiveEntry> fitting =
        entries.stream()
            .filter(entry -> {
              StreamAddress address = entry.stream().address();
              return filter.accepts(address, labels.getOrDefault(address, Labels.none()));
            })
            .toList();
    List<LiveEntry> below =
        fitting.stream().filter(entry -> place(entry).compareTo(filter.after()) > 0).toList();
    List<LiveEntry> shown = below.subList(0, Math.min(MAX_ROWS, below.size()));
    return new LiveList(
        true,
        shown.stream()
            .map(entry ->
                LiveRow.of(
                    entry, labels.getOrDefault(entry.stream().address(), Labels.none()), now))
            .toList(),
        Wording.count(fitting.size()),
        Wording.count(fitting.stream().mapToLong(LiveEntry::totalViewers).sum()),
        Rate.of(fitting.stream().mapToLong(e -> e.stream().bitsPerSecond()).sum()),
        filter.after().isEmpty() ? "" : filter.pathAfter(""),
        below.size() > shown.size() ? filter.pathAfter(place(shown.getLast())) : "");
  }

  /** What is shown while nobody can say what is live. */
  static LiveList unknown() {
    return new LiveList(false, List.of(), "–", "–", Rate.of(0), "", "");
  }

  /** Where an entry stands in the board's order. */
  static String place(LiveEntry entry) {
    StreamAddress address = entry.stream().address();
    return address.path() + "/" + address.pushDomain();
  }
}
