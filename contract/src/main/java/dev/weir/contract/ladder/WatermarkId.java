package dev.weir.contract.ladder;

/** A watermark's name within its tenant: 1 to 32 letters and digits, case-sensitive. */
public record WatermarkId(String value) {

  /** Most characters. */
  public static final int MAX_LENGTH = 32;

  /** Throws {@link IllegalArgumentException} for anything else than such a name. */
  public WatermarkId {
    if (!accepts(value)) {
      throw new IllegalArgumentException(
          "a watermark's name has 1 to " + MAX_LENGTH + " letters and digits");
    }
  }

  /** Whether {@code text} is such a name. */
  public static boolean accepts(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars()
            .allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
  }

  @Override
  public String toString() {
    return value;
  }
}
