package dev.weir.portal.control;

import dev.weir.contract.identity.StreamAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A stream that may not be published or played.
 *
 * @param address the stream
 * @param until when it may be again; empty for never
 * @param note what whoever blocked it wrote; may be empty
 * @param since when it was blocked
 * @param by who blocked it, by name
 */
public record BlockedStream(
    StreamAddress address, Optional<Instant> until, String note, Instant since, String by) {

  /** Longest time for which a stream is blocked, other than until it is resumed. */
  public static final Duration MAX_LENGTH = Duration.ofDays(3_650);

  /** Longest note, characters. */
  public static final int MAX_NOTE = 500;
}
