package dev.weir.portal.history;

import dev.weir.portal.listing.ListPlace;
import java.util.List;
import java.util.Optional;

/**
 * A page of the history, newest first.
 *
 * @param records what is on it
 * @param next where the next one begins; empty for the last
 */
public record HistoryPage(List<PublishRecord> records, Optional<ListPlace> next) {

  /** Copies the list. */
  public HistoryPage {
    records = List.copyOf(records);
  }

  /** A page of what was found when one more than {@code size} was asked for. */
  static HistoryPage of(List<PublishRecord> found, int size) {
    return found.size() <= size
        ? new HistoryPage(found, Optional.empty())
        : new HistoryPage(found.subList(0, size), Optional.of(found.get(size - 1).cursor()));
  }
}
