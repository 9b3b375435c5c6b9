package dev.weir.contract.access;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the check of a signed URL went, taken apart for those who ask why. An expected hash is as
 * good as the key for that one URL: it is shown only to who may sign.
 *
 * @param type the form that counted; empty when there was none, or none that could be read
 * @param check what came of it
 * @param stringToSign what is hashed, with {@link #MASK} for the key where that is part of it;
 *     lines are divided by line feeds; empty without a type
 * @param received the hash that the URL carries, in lower case; empty without a type
 * @param trials one for each key, in the ring's order
 * @param validFrom first moment at which the URL opens something, where it says one
 * @param validUntil last moment at which it does
 */
public record SignatureAnatomy(
    Optional<SignatureType> type,
    SignatureCheck check,
    String stringToSign,
    String received,
    List<Trial> trials,
    Optional<Instant> validFrom,
    Optional<Instant> validUntil) {

  /** Stands for the key. */
  public static final String MASK = "{key}";

  /**
   * One key's try.
   *
   * @param keyId the key
   * @param expected what the hash would be under it
   * @param matches whether it is
   */
  public record Trial(String keyId, String expected, boolean matches) {}

  /** Copies the list. */
  public SignatureAnatomy {
    trials = List.copyOf(trials);
  }

  /** Takes apart what {@link SignedUrl#check} decides. */
  public static SignatureAnatomy of(
      SignedUrl url,
      Set<SignatureType> accepted,
      SigningKeyRing ring,
      Duration validity,
      Instant now) {
    Claim claim = url.claim(accepted);
    SignatureCheck check = claim.check(ring, validity, now);
    return switch (claim) {
      case Claim.Nothing _ -> nothing(check);
      case Claim.Signature signature -> of(signature, check, ring, validity);
    };
  }

  private static SignatureAnatomy nothing(SignatureCheck check) {
    return new SignatureAnatomy(
        Optional.empty(), check, "", "", List.of(), Optional.empty(), Optional.empty());
  }

  private static SignatureAnatomy of(
      Claim.Signature signature, SignatureCheck check, SigningKeyRing ring, Duration validity) {
    String received = HexFormat.of().formatHex(HexFormat.of().parseHex(signature.received()));
    List<Trial> trials =
        ring.keys().stream()
            .map(key -> {
              String expected = HexFormat.of().formatHex(signature.hash(key));
              return new Trial(key.id(), expected, expected.equals(received));
            })
            .toList();
    Instant from = signature.validFrom();
    return new SignatureAnatomy(
        Optional.of(signature.type()),
        check,
        signature.text(MASK),
        received,
        trials,
        from.equals(Instant.MIN) ? Optional.empty() : Optional.of(from),
        until(signature, validity));
  }

  private static Optional<Instant> until(Claim.Signature signature, Duration validity) {
    try {
      return Optional.of(signature.validUntil(validity));
    } catch (DateTimeException | ArithmeticException outOfRange) {
      return Optional.empty();
    }
  }
}
