package dev.weir.portal.library;

import dev.weir.contract.event.RecordingId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in the library, which goes on below it: of two files that began at the same moment, ids
 * decide.
 */
public record RecordingCursor(Instant startedAt, RecordingId id) {

  /** Above everything. */
  static final RecordingCursor TOP =
      new RecordingCursor(Instant.parse("9999-12-31T00:00:00Z"), new RecordingId(new UUID(-1, -1)));

  /** Reads {@link #text}; empty when it is none. */
  public static Optional<RecordingCursor> read(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      Instant at = Instant.ofEpochMilli(Long.parseLong(text.substring(0, dot)));
      return at.isAfter(TOP.startedAt())
          ? Optional.empty()
          : Optional.of(new RecordingCursor(at, RecordingId.parse(text.substring(dot + 1))));
    } catch (IllegalArgumentException | DateTimeException notOne) {
      return Optional.empty();
    }
  }

  /** As it stands in an address. */
  public String text() {
    return startedAt.toEpochMilli() + "." + id;
  }
}
