package dev.weir.runtime.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.TokenKey;
import dev.weir.contract.fault.FaultCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies playback tokens. The key decides the algorithm, never the token: a token is tried with
 * the keys of the algorithm that it names, and there is none for {@code none}.
 */
public final class PlaybackTokens {

  /** Longest token, characters. */
  public static final int MAX_CHARS = 2_048;

  /** Most keys that are kept ready. */
  static final int MAX_VERIFIERS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(PlaybackTokens.class);

  private final Cache<TokenKey, Optional<TokenVerifier>> verifiers =
      Caffeine.newBuilder().maximumSize(MAX_VERIFIERS).executor(Runnable::run).build();

  /**
   * Whether a token opens {@code scope} at {@code now}. Refusals are {@code TOKEN_MALFORMED},
   * {@code TOKEN_WRONG}, {@code TOKEN_EXPIRED}, {@code TOKEN_SCOPE_WRONG} and {@code
   * PROOF_NOT_YET_VALID}; the last three are told to who has a genuine token alone.
   *
   * @param keys the domain's
   * @param token the compact form, from a header or a query
   */
  public SignatureCheck verify(List<TokenKey> keys, TokenScope scope, String token, Instant now) {
    if (token.length() > MAX_CHARS) {
      return new SignatureCheck.Refused(FaultCode.TOKEN_MALFORMED);
    }
    try {
      PlaybackToken said = PlaybackToken.read(token);
      for (TokenKey key : keys) {
        if (said.fits(key) && isGenuine(key, token)) {
          return said.check(key, scope, now);
        }
      }
      return new SignatureCheck.Refused(FaultCode.TOKEN_WRONG);
    } catch (MalformedTokenException unreadable) {
      return new SignatureCheck.Refused(FaultCode.TOKEN_MALFORMED);
    }
  }

  private boolean isGenuine(TokenKey key, String token) {
    return verifiers
        .get(key, PlaybackTokens::ready)
        .map(ready -> ready.isGenuine(token))
        .orElse(false);
  }

  /** Said once for each key, since what came of it is kept. */
  private static Optional<TokenVerifier> ready(TokenKey key) {
    try {
      return Optional.of(TokenVerifier.of(key));
    } catch (IllegalArgumentException unusable) {
      LOG.warn("event=token-key-unusable key={} cause=\"{}\"", key, unusable.getMessage());
      return Optional.empty();
    }
  }
}
