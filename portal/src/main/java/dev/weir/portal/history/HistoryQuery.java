package dev.weir.portal.history;

import dev.weir.contract.event.PublishEnd;
import dev.weir.portal.label.Labels.Label;
import dev.weir.portal.listing.ListPlace;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What somebody looks for in the history. Empty means anything.
 *
 * @param domain push domain
 * @param app app
 * @param stream how the stream's name begins
 * @param reason why it ended
 * @param from first day on which it may have begun, in UTC
 * @param to last day, in UTC
 * @param label a label that the stream has now
 * @param before only what stands below this place
 */
public record HistoryQuery(
    String domain,
    String app,
    String stream,
    Optional<PublishEnd> reason,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<Label> label,
    Optional<ListPlace> before) {

  /** Everything, from the top. */
  public static HistoryQuery everything() {
    return new HistoryQuery(
        "",
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
