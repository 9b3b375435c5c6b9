package dev.weir.contract.access;

import java.util.Optional;

/**
 * A signature that stands in front of a path, as types B and C have it.
 *
 * @param type {@code TYPE_B} or {@code TYPE_C}
 * @param first the path's first step
 * @param second its second one
 * @param rest the path behind them, which is what is signed; begins with a slash
 */
public record PathSignature(SignatureType type, String first, String second, String rest) {

  /** Whether a path begins with something that has such a form; says nothing of its truth. */
  public static Optional<PathSignature> read(String path) {
    int firstEnd = path.indexOf('/', 1);
    int secondEnd = firstEnd < 0 ? -1 : path.indexOf('/', firstEnd + 1);
    if (secondEnd < 0) {
      return Optional.empty();
    }
    String first = path.substring(1, firstEnd);
    String second = path.substring(firstEnd + 1, secondEnd);
    String rest = path.substring(secondEnd);
    if (isMinute(first) && isHash(second)) {
      return Optional.of(new PathSignature(SignatureType.TYPE_B, first, second, rest));
    }
    return isHash(first) && TypeCSignature.isTime(second)
        ? Optional.of(new PathSignature(SignatureType.TYPE_C, first, second, rest))
        : Optional.empty();
  }

  static boolean isHash(String text) {
    return text.length() == Md5Claim.HASH_DIGITS
        && Characters.areHex(text, 0, Md5Claim.HASH_DIGITS);
  }

  private static boolean isMinute(String text) {
    return text.length() == TypeBSignature.MINUTE_DIGITS
        && Characters.areDigits(text, 0, text.length(), TypeBSignature.MINUTE_DIGITS);
  }

  /** Without the signature. */
  @Override
  public String toString() {
    return "PathSignature[" + type + " " + rest + "]";
  }
}
