package dev.weir.contract.policy;

import dev.weir.contract.access.SignatureAnatomy;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.SignatureType;
import dev.weir.contract.access.SignedUrl;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How the people of one side of a domain, publishers or viewers, prove their right. One proof of
 * any accepted kind is enough.
 *
 * @param required whether a proof is asked for at all
 * @param signatures forms of signed URLs that are accepted
 * @param keys keys that URLs are signed with
 * @param validity how long after its timestamp a signed URL is valid; may be zero
 * @param tokenKeys keys of playback tokens; empty when none are accepted
 * @param remote the tenant's own say, asked after everything else; empty when nobody is asked
 */
public record Authentication(
    boolean required,
    Set<SignatureType> signatures,
    SigningKeyRing keys,
    Duration validity,
    List<TokenKey> tokenKeys,
    Optional<RemoteAuthorization> remote) {

  /** Validity of signed URLs on a new domain. */
  public static final Duration DEFAULT_VALIDITY = Duration.ofMinutes(30);

  /** What a new domain accepts. */
  public static final Set<SignatureType> DEFAULT_SIGNATURES = Set.of(SignatureType.TYPE_A);

  /** Copies the collections. */
  public Authentication {
    signatures = Set.copyOf(signatures);
    tokenKeys = List.copyOf(tokenKeys);
  }

  /** Type A alone, as new domains have it. */
  public static Authentication typeA(boolean required, SigningKeyRing keys, Duration validity) {
    return new Authentication(
        required, DEFAULT_SIGNATURES, keys, validity, List.of(), Optional.empty());
  }

  /**
   * Whether the key that a proof came from is still one of ours.
   *
   * @param proofId tells it by the id of a signing key, or {@link TokenKey#proofId}
   */
  public boolean knows(Predicate<String> proofId) {
    return keys.keys().stream().map(SigningKey::id).anyMatch(proofId)
        || tokenKeys.stream().map(TokenKey::proofId).anyMatch(proofId);
  }

  /** Verifies whatever signature a URL carries, by the types, keys and validity that hold here. */
  public SignatureCheck check(SignedUrl url, Instant now) {
    return url.check(signatures, keys, validity, now);
  }

  /** The same, taken apart for those who ask why. */
  public SignatureAnatomy explain(SignedUrl url, Instant now) {
    return SignatureAnatomy.of(url, signatures, keys, validity, now);
  }
}
