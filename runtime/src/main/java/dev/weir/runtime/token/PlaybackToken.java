package dev.weir.runtime.token;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.TokenKey;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.Wildcard;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a playback token says, whoever made it. Claims that are not named here are passed over.
 *
 * @param algorithm header {@code alg}
 * @param keyId header {@code kid}; empty when it names none
 * @param domains play domains that it is for, in lower case
 * @param stream claim {@code stream}: which streams, as {@code live/demo*}; empty for all
 * @param notBeforeS claim {@code nbf}, seconds since 1970; 0 when not said
 * @param expiresS claim {@code exp}, seconds since 1970, from which on it opens nothing
 * @param limits claims {@code ip}, {@code sub}, {@code concurrency}, {@code top}, {@code jti} and
 *     {@code uses}
 */
record PlaybackToken(
    String algorithm,
    String keyId,
    List<String> domains,
    Optional<Wildcard> stream,
    long notBeforeS,
    long expiresS,
    ProofLimits limits) {

  /** How far behind the clock of whoever made the token this machine's clock may be. */
  static final int SKEW_S = 10;

  /** Most uses of a ticket, and most places at once, that a token can name. */
  static final int MAX_COUNT = 10_000;

  private static final int MAX_NAME = 255;
  private static final int MAX_TICKET = 64;
  private static final int MAX_RENDITION = 128;

  /** The last second of the year 9999. */
  private static final long LAST_S = 253_402_300_799L;

  private static final int PARTS = 3;

  /** Reads the compact form; nothing is verified. */
  static PlaybackToken read(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != PARTS || parts[2].isEmpty() || !isBase64Url(text)) {
      throw new MalformedTokenException("not three parts of base64url");
    }
    TokenJson header = TokenJson.read(parts[0]);
    if (header.has("crit")) {
      // RFC 7515, 4.1.11: who does not know what it names must refuse.
      throw new MalformedTokenException("crit");
    }
    TokenJson claims = TokenJson.read(parts[1]);
    long expiresS =
        claims
            .number("exp", 0, LAST_S)
            .orElseThrow(() -> new MalformedTokenException("exp is missing"));
    claims.number("iat", 0, LAST_S);
    return new PlaybackToken(
        header.text("alg", MAX_NAME),
        header.text("kid", MAX_NAME),
        domains(claims),
        pattern(claims.text("stream", Wildcard.MAX_LENGTH)),
        claims.number("nbf", 0, LAST_S).orElse(0),
        expiresS,
        limits(claims));
  }

  /** Whether the key may be asked: it alone decides the algorithm. */
  boolean fits(TokenKey key) {
    return algorithm.equals(key.algorithm().name()) && (keyId.isEmpty() || keyId.equals(key.id()));
  }

  /** What a genuine token is good for. */
  SignatureCheck check(TokenKey key, TokenScope scope, Instant now) {
    long nowS = now.getEpochSecond();
    if (nowS >= expiresS) {
      return new SignatureCheck.Refused(FaultCode.TOKEN_EXPIRED);
    }
    if (nowS + SKEW_S < notBeforeS) {
      return new SignatureCheck.Refused(FaultCode.PROOF_NOT_YET_VALID);
    }
    boolean fits =
        domains.contains(scope.domain().value())
            && stream.map(pattern -> pattern.matches(scope.path())).orElse(true);
    return fits
        ? new SignatureCheck.Valid(key.proofId(), Instant.ofEpochSecond(expiresS), limits)
        : new SignatureCheck.Refused(FaultCode.TOKEN_SCOPE_WRONG);
  }

  /** Of {@code domain}, where that is said; else the audience. */
  private static List<String> domains(TokenJson claims) {
    String domain = claims.text("domain", MAX_NAME);
    List<String> audience = claims.texts("aud", MAX_NAME);
    List<String> named = domain.isEmpty() ? audience : List.of(domain);
    if (named.isEmpty()) {
      throw new MalformedTokenException("neither aud nor domain");
    }
    return named.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  private static Optional<Wildcard> pattern(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new Wildcard(text));
  }

  private static ProofLimits limits(TokenJson claims) {
    String user = claims.text("sub", ProofLimits.MAX_USER);
    int places = (int) claims.number("concurrency", 1, MAX_COUNT).orElse(0);
    if (places > 0 && user.isEmpty()) {
      throw new MalformedTokenException("concurrency without sub");
    }
    return new ProofLimits(
        user,
        places,
        network(claims.text("ip", MAX_NAME)),
        claims.text("top", MAX_RENDITION),
        ticket(claims));
  }

  private static Optional<Cidr> network(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Cidr.parse(text));
    } catch (IllegalArgumentException none) {
      throw new MalformedTokenException("ip is no network");
    }
  }

  /** An id alone is none: many libraries give each token one. */
  private static Optional<ProofLimits.Ticket> ticket(TokenJson claims) {
    int uses = (int) claims.number("uses", 1, MAX_COUNT).orElse(0);
    if (uses == 0) {
      return Optional.empty();
    }
    String id = claims.text("jti", MAX_TICKET);
    if (id.isEmpty()) {
      throw new MalformedTokenException("uses without jti");
    }
    return Optional.of(new ProofLimits.Ticket(id, uses));
  }

  private static boolean isBase64Url(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '-'
              || c == '_'
              || c == '.';
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
