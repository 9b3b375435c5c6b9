package dev.weir.contract.access;

import dev.weir.contract.fault.FaultCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * A signature of type A, B or C: MD5 over a text with the key at one end. MD5 is the formats'
 * choice; a domain that wants better switches them off.
 *
 * @param type which of the three
 * @param keyFirst whether the key stands before the text, not behind it
 * @param first the text's beginning
 * @param second its end
 * @param received the hash in the URL
 * @param timestampS what the URL's validity is counted from, Unix seconds
 */
record Md5Claim(
    SignatureType type,
    boolean keyFirst,
    String first,
    String second,
    String received,
    long timestampS)
    implements Claim.Signature {

  /** Hexadecimal digits of a hash. */
  static final int HASH_DIGITS = 32;

  @Override
  public SignatureCheck check(SigningKeyRing ring, Duration validity, Instant now) {
    String keyId = matchingKey(ring);
    if (keyId.isEmpty()) {
      return new SignatureCheck.Refused(FaultCode.SIGNATURE_WRONG);
    }
    try {
      Instant validUntil = validUntil(validity);
      return now.getEpochSecond() > validUntil.getEpochSecond()
          ? new SignatureCheck.Refused(FaultCode.SIGNATURE_EXPIRED)
          : new SignatureCheck.Valid(keyId, validUntil, ProofLimits.none());
    } catch (DateTimeException | ArithmeticException outOfRange) {
      return new SignatureCheck.Refused(FaultCode.SIGNATURE_MALFORMED);
    }
  }

  @Override
  public byte[] hash(SigningKey key) {
    Hashes hashes = Hashes.mine();
    return keyFirst
        ? hashes.md5(key.secret(), first, second)
        : hashes.md5(first, second, key.secret());
  }

  @Override
  public String text(String mask) {
    return keyFirst ? mask + first + second : first + second + mask;
  }

  @Override
  public Instant validFrom() {
    return Instant.MIN;
  }

  @Override
  public Instant validUntil(Duration validity) {
    return Instant.ofEpochSecond(timestampS).plus(validity);
  }
}
