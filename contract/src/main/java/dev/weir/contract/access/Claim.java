package dev.weir.contract.access;

import dev.weir.contract.fault.FaultCode;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** What the signature of a URL says: read, and not believed before it is checked. */
sealed interface Claim {

  /** What comes of it. */
  SignatureCheck check(SigningKeyRing ring, Duration validity, Instant now);

  /** A signature that could be read. */
  sealed interface Signature extends Claim permits Md5Claim, HmacClaim {

    /** Its form. */
    SignatureType type();

    /** The hash that the URL carries, in hexadecimal digits of either case. */
    String received();

    /** What the hash would be under {@code key}; good until the next one is asked for. */
    byte[] hash(SigningKey key);

    /** What is hashed, with {@code mask} for the key where that is part of it. */
    String text(String mask);

    /** First moment at which it opens something. */
    Instant validFrom();

    /** Last moment at which it opens something; throws what {@link Instant} throws out of range. */
    Instant validUntil(Duration validity);

    /** Id of the key that made it; empty when none did. All keys are tried, however it goes. */
    default String matchingKey(SigningKeyRing ring) {
      byte[] received = HexFormat.of().parseHex(received());
      String matching = "";
      for (SigningKey key : ring.keys()) {
        if (MessageDigest.isEqual(hash(key), received)) {
          matching = key.id();
        }
      }
      return matching;
    }
  }

  /**
   * Nothing to check.
   *
   * @param code why
   */
  record Nothing(FaultCode code) implements Claim {

    /** There is no signature. */
    static final Nothing MISSING = new Nothing(FaultCode.SIGNATURE_MISSING);

    /** There is something that cannot be read. */
    static final Nothing MALFORMED = new Nothing(FaultCode.SIGNATURE_MALFORMED);

    /** There is one, of a form that the domain does not take. */
    static final Nothing TYPE_REFUSED = new Nothing(FaultCode.SIGNATURE_TYPE_REFUSED);

    @Override
    public SignatureCheck check(SigningKeyRing ring, Duration validity, Instant now) {
      return new SignatureCheck.Refused(code);
    }
  }
}
