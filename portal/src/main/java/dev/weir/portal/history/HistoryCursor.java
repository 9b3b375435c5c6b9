package dev.weir.portal.history;

import dev.weir.contract.event.PublishId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in the history, which goes on below it: of two publishes that began at the same moment,
 * ids decide.
 */
public record HistoryCursor(Instant startedAt, PublishId id) {

  /** Above everything. */
  static final HistoryCursor TOP =
      new HistoryCursor(Instant.parse("9999-12-31T00:00:00Z"), new PublishId(new UUID(-1, -1)));

  /** Reads {@link #text}; empty when it is none. */
  public static Optional<HistoryCursor> read(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      Instant at = Instant.ofEpochMilli(Long.parseLong(text.substring(0, dot)));
      return at.isAfter(TOP.startedAt())
          ? Optional.empty()
          : Optional.of(new HistoryCursor(at, PublishId.parse(text.substring(dot + 1))));
    } catch (IllegalArgumentException | DateTimeException notOne) {
      return Optional.empty();
    }
  }

  /** As it stands in an address. */
  public String text() {
    return startedAt.toEpochMilli() + "." + id;
  }
}
