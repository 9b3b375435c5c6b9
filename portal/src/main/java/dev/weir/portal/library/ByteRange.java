package dev.weir.portal.library;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that is asked for.
 *
 * @param offset of its first byte
 * @param length bytes
 */
record ByteRange(long offset, long length) {

  /** More digits than any file has bytes are no range. */
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads a {@code Range} (RFC 9110, section 14.2). What is no single range of bytes is passed
   * over, as the RFC allows; throws {@code WeirFault RANGE_NOT_SATISFIABLE} for one that begins
   * behind the end.
   */
  static ByteRange of(Optional<String> header, long size) {
    ByteRange whole = new ByteRange(0, size);
    Matcher asked = ONE.matcher(header.orElse("").strip());
    if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
      return whole;
    }
    if (asked.group(1).isEmpty()) {
      long last = Math.min(size, Long.parseLong(asked.group(2)));
      return fit(size - last, last, size);
    }
    long first = Long.parseLong(asked.group(1));
    long end = asked.group(2).isEmpty() ? size : Long.parseLong(asked.group(2)) + 1;
    return end <= first && first < size ? whole : fit(first, Math.min(end, size) - first, size);
  }

  /** Behind its last byte. */
  long end() {
    return offset + length;
  }

  private static ByteRange fit(long offset, long length, long size) {
    if (offset >= size || length < 1) {
      throw new WeirFault(
          FaultCode.RANGE_NOT_SATISFIABLE, "offset=%d size=%d".formatted(offset, size));
    }
    return new ByteRange(offset, length);
  }
}
