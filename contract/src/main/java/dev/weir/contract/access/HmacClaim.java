package dev.weir.contract.access;

import dev.weir.contract.fault.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * A signature of Weir's own form.
 *
 * @param text what is signed
 * @param received the hash in the URL
 * @param covers whether what is signed covers the path that is asked for
 * @param fields the signed parameters by name; times among them are digits
 */
record HmacClaim(String text, String received, boolean covers, NavigableMap<String, String> fields)
    implements Claim.Signature {

  /** Most places at once that can be said. */
  private static final int MAX_CONCURRENT = 1_000;

  /** Most uses of a ticket. */
  private static final int MAX_USES = 1_000_000;

  /** Most characters of a ticket's id, and of a rendition's name. */
  private static final int MAX_NAME = 64;

  private static final int MAX_DIGITS = 7;

  @Override
  public SignatureType type() {
    return SignatureType.HMAC;
  }

  /** The key counts first, so that nobody without it learns anything else. */
  @Override
  public SignatureCheck check(SigningKeyRing ring, Duration validity, Instant now) {
    String keyId = matchingKey(ring);
    if (keyId.isEmpty() || !covers) {
      return new SignatureCheck.Refused(FaultCode.SIGNATURE_WRONG);
    }
    Instant validUntil = validUntil(validity);
    if (now.isBefore(validFrom())) {
      return new SignatureCheck.Refused(FaultCode.PROOF_NOT_YET_VALID);
    }
    if (now.getEpochSecond() > validUntil.getEpochSecond()) {
      return new SignatureCheck.Refused(FaultCode.SIGNATURE_EXPIRED);
    }
    try {
      return new SignatureCheck.Valid(keyId, validUntil, limits());
    } catch (IllegalArgumentException unreadable) {
      return new SignatureCheck.Refused(FaultCode.SIGNATURE_MALFORMED);
    }
  }

  @Override
  public byte[] hash(SigningKey key) {
    return Hashes.mine().hmac(text, key.secret());
  }

  @Override
  public String text(String mask) {
    return text;
  }

  @Override
  public Instant validFrom() {
    String notBefore = fields.get(HmacSignature.NOT_BEFORE);
    return notBefore == null ? Instant.MIN : Instant.ofEpochSecond(Long.parseLong(notBefore));
  }

  /** What the URL itself says; the domain's validity is for forms that say when they were made. */
  @Override
  public Instant validUntil(Duration validity) {
    return Instant.ofEpochSecond(Long.parseLong(value(HmacSignature.EXPIRY)));
  }

  private ProofLimits limits() {
    if (fields.size() == 1) {
      return ProofLimits.none();
    }
    String user = value(HmacSignature.USER);
    require(user.length() <= ProofLimits.MAX_USER);
    int maxConcurrent = number(HmacSignature.CONCURRENCY, MAX_CONCURRENT);
    require(maxConcurrent == 0 || !user.isEmpty());
    String network = value(HmacSignature.NETWORK);
    return new ProofLimits(
        user,
        maxConcurrent,
        network.isEmpty() ? Optional.empty() : Optional.of(Cidr.parse(network)),
        name(HmacSignature.TOP_RENDITION),
        ticket());
  }

  private Optional<ProofLimits.Ticket> ticket() {
    String id = name(HmacSignature.TICKET);
    int uses = number(HmacSignature.USES, MAX_USES);
    require(uses == 0 || !id.isEmpty());
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(new ProofLimits.Ticket(id, Math.max(1, uses)));
  }

  /** From 1 to {@code most}; 0 when it is not there. */
  private int number(String field, int most) {
    String text = value(field);
    if (text.isEmpty()) {
      return 0;
    }
    require(Characters.areDigits(text, 0, text.length(), MAX_DIGITS));
    int number = Integer.parseInt(text);
    require(number >= 1 && number <= most);
    return number;
  }

  private String name(String field) {
    String text = value(field);
    require(text.isEmpty() || Characters.areName(text, MAX_NAME));
    return text;
  }

  /** Empty when it is not there: a value that is there is not empty. */
  private String value(String field) {
    return fields.getOrDefault(field, "");
  }

  private static void require(boolean readable) {
    if (!readable) {
      throw new IllegalArgumentException("a signed parameter has no such value");
    }
  }
}
