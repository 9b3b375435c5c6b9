package dev.weir.gateway.answer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Range} (RFC 9110, section 14.2), with one range of bytes. */
public final class RangeHeader {

  private static final Pattern FORM =
      Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*", Pattern.CASE_INSENSITIVE);

  private RangeHeader() {}

  /** Reads a header for a file of {@code size} bytes; several ranges count as none. */
  public static ByteRange read(String header, long size) {
    Matcher form = FORM.matcher(header);
    if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
      return new ByteRange.Whole();
    }
    if (form.group(1).isEmpty()) {
      return newest(Long.parseLong(form.group(2)), size);
    }
    long first = Long.parseLong(form.group(1));
    long last = form.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(form.group(2));
    if (last < first) {
      return new ByteRange.Whole();
    }
    if (first >= size) {
      return new ByteRange.Outside();
    }
    long end = Math.min(last, size - 1);
    return new ByteRange.Stretch(first, end - first + 1);
  }

  private static ByteRange newest(long bytes, long size) {
    long length = Math.min(bytes, size);
    return length == 0 ? new ByteRange.Outside() : new ByteRange.Stretch(size - length, length);
  }
}
