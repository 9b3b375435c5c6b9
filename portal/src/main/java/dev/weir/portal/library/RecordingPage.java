package dev.weir.portal.library;

import dev.weir.portal.listing.ListPlace;
import java.util.List;
import java.util.Optional;

/**
 * A page of the library, newest first.
 *
 * @param recordings what is on it
 * @param next where the next one begins; empty for the last
 */
public record RecordingPage(List<Recording> recordings, Optional<ListPlace> next) {

  /** Copies the list. */
  public RecordingPage {
    recordings = List.copyOf(recordings);
  }

  /** A page of what was found when one more than {@code size} was asked for. */
  static RecordingPage of(List<Recording> found, int size) {
    return found.size() <= size
        ? new RecordingPage(found, Optional.empty())
        : new RecordingPage(found.subList(0, size), Optional.of(found.get(size - 1).cursor()));
  }
}
