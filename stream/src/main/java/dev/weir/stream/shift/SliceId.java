package dev.weir.stream.shift;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which slice of a stream; written {@code {start}-{mark}}.
 *
 * @param startMs when its first segment was received, Unix milliseconds
 * @param mark tells slices apart that began at the same moment, on two nodes
 */
public record SliceId(long startMs, int mark) {

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,14})-([0-9a-f]{8})");

  /** Reads what {@link #toString} writes; empty for anything else. */
  public static Optional<SliceId> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new SliceId(
                Long.parseLong(matcher.group(1)), HexFormat.fromHexDigits(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return startMs + "-" + HexFormat.of().toHexDigits(mark);
  }
}
