package dev.weir.portal.listing;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a list, which goes on below it: of two entries that began at the same moment, ids
 * decide.
 */
public record ListPlace(Instant startedAt, UUID id) {

  /** Above everything. */
  public static final ListPlace TOP =
      new ListPlace(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

  /** Reads {@link #text}; empty when it is none. */
  public static Optional<ListPlace> read(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      Instant at = Instant.ofEpochMilli(Long.parseLong(text.substring(0, dot)));
      return at.isAfter(TOP.startedAt())
          ? Optional.empty()
          : Optional.of(new ListPlace(at, UUID.fromString(text.substring(dot + 1))));
    } catch (IllegalArgumentException | DateTimeException notOne) {
      return Optional.empty();
    }
  }

  /** As it stands in an address. */
  public String text() {
    return startedAt.toEpochMilli() + "." + id;
  }
}
