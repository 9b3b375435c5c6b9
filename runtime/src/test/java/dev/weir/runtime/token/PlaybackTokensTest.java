package dev.weir.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.TokenKey;
import dev.weir.contract.access.TokenKey.Algorithm;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamName;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens are made here with the JDK alone, and read by the library. */
final class PlaybackTokensTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final KeyPair RSA = Minted.pair("RSA", 2_048);
  private static final KeyPair EC = Minted.pair("EC", 256);
  private static final TokenKey HS = new TokenKey("hs", Algorithm.HS256, SECRET);
  private static final TokenKey RS = Minted.key("rs", Algorithm.RS256, RSA);
  private static final TokenKey ES = Minted.key("es", Algorithm.ES256, EC);
  private static final TokenScope SCOPE =
      new TokenScope(
          new DomainName("play.example.com"), new AppName("live"), new StreamName("demo01"));
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  private static final String CLAIMS = "\"exp\":1700000060,\"aud\":\"play.example.com\"";

  private final PlaybackTokens tokens = new PlaybackTokens();

  @Test
  void takesEachAlgorithmUnderItsKey() {
    String claims = "{" + CLAIMS + "}";
    List<TokenKey> keys = List.of(HS, RS, ES);

    assertThat(verify(keys, Minted.hs256(HEADER, claims, SECRET))).isEqualTo(valid(HS));
    assertThat(
            verify(
                keys,
                Minted.signed("{\"alg\":\"RS256\"}", claims, RSA.getPrivate(), "SHA256withRSA")))
        .isEqualTo(valid(RS));
    assertThat(
            verify(
                keys,
                Minted.signed(
                    "{\"alg\":\"ES256\",\"kid\":\"es\"}",
                    claims,
                    EC.getPrivate(),
                    "SHA256withECDSAinP1363Format")))
        .isEqualTo(valid(ES));
  }

  @Test
  void takesNoTokenWithoutASignature() {
    String none = Minted.part("{\"alg\":\"none\"}") + "." + Minted.part("{" + CLAIMS + "}");

    assertThat(verify(none + ".")).isEqualTo(refused(FaultCode.TOKEN_MALFORMED));
    assertThat(verify(none)).isEqualTo(refused(FaultCode.TOKEN_MALFORMED));
    assertThat(verify(none + ".AAAA")).isEqualTo(refused(FaultCode.TOKEN_WRONG));
  }

  /** The classic: a public key, known to everybody, taken for a shared secret. */
  @Test
  void takesNoPublicKeyForASecret() {
    String forged = Minted.hs256(HEADER, "{" + CLAIMS + "}", RS.material());

    assertThat(verify(List.of(RS, ES), forged)).isEqualTo(refused(FaultCode.TOKEN_WRONG));
    assertThat(
            verify(
                List.of(RS),
                Minted.hs256(
                    "{\"alg\":\"HS256\",\"kid\":\"rs\"}", "{" + CLAIMS + "}", RS.material())))
        .isEqualTo(refused(FaultCode.TOKEN_WRONG));
  }

  @Test
  void triesOnlyTheKeyThatTheTokenNames() {
    TokenKey other = new TokenKey("other", Algorithm.HS256, SECRET.replace('0', 'x'));
    String named = "{\"alg\":\"HS256\",\"kid\":\"other\"}";

    assertThat(verify(List.of(HS, other), Minted.hs256(named, "{" + CLAIMS + "}", SECRET)))
        .isEqualTo(refused(FaultCode.TOKEN_WRONG));
    assertThat(verify(List.of(HS, other), Minted.hs256(HEADER, "{" + CLAIMS + "}", SECRET)))
        .isEqualTo(valid(HS));
    assertThat(verify(List.of(), Minted.hs256(HEADER, "{" + CLAIMS + "}", SECRET)))
        .isEqualTo(refused(FaultCode.TOKEN_WRONG));
  }

  @Test
  void noticesEveryChangedCharacter() {
    String token = Minted.hs256(HEADER, "{" + CLAIMS + "}", SECRET);
    // The last character of each part has bits that count for nothing; all others count.
    for (int i = 0; i < token.length() - 1; i++) {
      char was = token.charAt(i);
      char other = was == 'A' ? 'B' : 'A';
      boolean lastOfPart = token.charAt(i + 1) == '.';
      if (was != '.' && !lastOfPart) {
        String changed = token.substring(0, i) + other + token.substring(i + 1);
        assertThat(verify(changed)).as("character " + i).isInstanceOf(SignatureCheck.Refused.class);
      }
    }
  }

  @Test
  void knowsItsTime() {
    String claims = "{\"exp\":1700000060,\"nbf\":1700000020,\"domain\":\"play.example.com\"}";
    String token = Minted.hs256(HEADER, claims, SECRET);

    assertThat(verify(token, 1_700_000_009)).isEqualTo(refused(FaultCode.PROOF_NOT_YET_VALID));
    assertThat(verify(token, 1_700_000_010)).isEqualTo(valid(HS));
    assertThat(verify(token, 1_700_000_059)).isEqualTo(valid(HS));
    assertThat(verify(token, 1_700_000_060)).isEqualTo(refused(FaultCode.TOKEN_EXPIRED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"aud\":[\"api.example.com\",\"Play.Example.com\"]",
        "\"domain\":\"play.example.com\",\"aud\":\"something else\"",
        "\"aud\":\"play.example.com\",\"stream\":\"live/demo*\"",
        "\"aud\":\"play.example.com\",\"stream\":\"*/demo01\",\"unknown\":{\"a\":[1,2,null]}",
      })
  void opensWhatItIsFor(String scope) {
    assertThat(verify(mint("\"exp\":1700000060," + scope))).isEqualTo(valid(HS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"aud\":\"other.example.com\"",
        "\"domain\":\"other.example.com\",\"aud\":\"play.example.com\"",
        "\"aud\":\"play.example.com\",\"stream\":\"live/demo02\"",
        "\"aud\":\"play.example.com\",\"stream\":\"demo01\"",
        "\"aud\":\"play.example.com\",\"stream\":\"live/demo\"",
      })
  void opensNothingElse(String scope) {
    assertThat(verify(mint("\"exp\":1700000060," + scope)))
        .isEqualTo(refused(FaultCode.TOKEN_SCOPE_WRONG));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"aud\":\"play.example.com\"",
        "\"exp\":\"1700000060\",\"aud\":\"play.example.com\"",
        "\"exp\":1700000060.5,\"aud\":\"play.example.com\"",
        "\"exp\":-1,\"aud\":\"play.example.com\"",
        "\"exp\":99999999999999999999999,\"aud\":\"play.example.com\"",
        "\"exp\":1700000060",
        "\"exp\":1700000060,\"exp\":1900000000,\"aud\":\"play.example.com\"",
        "\"exp\":1700000060,\"aud\":[1]",
        CLAIMS + ",\"nbf\":\"soon\"",
        CLAIMS + ",\"iat\":true",
        CLAIMS + ",\"stream\":[\"live/demo01\"]",
        CLAIMS + ",\"ip\":\"somewhere\"",
        CLAIMS + ",\"concurrency\":2",
        CLAIMS + ",\"sub\":\"u\",\"concurrency\":0",
        CLAIMS + ",\"uses\":1",
        CLAIMS + ",\"jti\":\"t\",\"uses\":0",
        CLAIMS + ",\"x\":[[[[[[[[[1]]]]]]]]]",
        CLAIMS + "},{",
      })
  void refusesWhatItCannotRead(String claims) {
    assertThat(verify(mint(claims))).isEqualTo(refused(FaultCode.TOKEN_MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a.b.c", "..", "e30.e30.e30.e30", "e30.e30.%41", "W10.e30.AAAA"})
  void refusesWhatIsNoToken(String text) {
    assertThat(verify(text)).isEqualTo(refused(FaultCode.TOKEN_MALFORMED));
  }

  @Test
  void refusesExtensionsThatItDoesNotKnow() {
    String header = "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":true}";

    assertThat(verify(Minted.hs256(header, "{" + CLAIMS + "}", SECRET)))
        .isEqualTo(refused(FaultCode.TOKEN_MALFORMED));
  }

  @Test
  void refusesATokenThatIsTooLongWithoutReadingIt() {
    String padded = mint(CLAIMS + ",\"x\":\"" + "y".repeat(PlaybackTokens.MAX_CHARS) + "\"");

    assertThat(verify(padded)).isEqualTo(refused(FaultCode.TOKEN_MALFORMED));
  }

  @Test
  void tellsWhatATokenIsLimitedTo() {
    String claims =
        CLAIMS
            + ",\"sub\":\"alice\",\"concurrency\":2,\"ip\":\"192.0.2.0/24\",\"top\":\"lsd\""
            + ",\"jti\":\"t-1\",\"uses\":3";

    assertThat(verify(mint(claims)))
        .isEqualTo(
            new SignatureCheck.Valid(
                "token/hs",
                Instant.ofEpochSecond(1_700_000_060),
                new ProofLimits(
                    "alice",
                    2,
                    Optional.of(Cidr.parse("192.0.2.0/24")),
                    "lsd",
                    Optional.of(new ProofLimits.Ticket("t-1", 3)))));
    assertThat(verify(mint(CLAIMS + ",\"jti\":\"t-1\""))).isEqualTo(valid(HS));
  }

  @Test
  void saysWhyAKeyIsNoGood() {
    assertUnusable(new TokenKey("k", Algorithm.HS256, "short"), "32 to 256 characters");
    assertUnusable(
        Minted.key("k", Algorithm.RS256, Minted.pair("RSA", 1_024)), "2,048 to 4,096 bits");
    assertUnusable(Minted.key("k", Algorithm.RS256, EC), "no public key of RSA");
    assertUnusable(Minted.key("k", Algorithm.ES256, Minted.pair("EC", 384)), "P-256");
    assertUnusable(new TokenKey("k", Algorithm.ES256, "pem"), "begins with");
    assertThat(verify(List.of(new TokenKey("k", Algorithm.HS256, "short")), mint(CLAIMS)))
        .isEqualTo(refused(FaultCode.TOKEN_WRONG));
  }

  private static void assertUnusable(TokenKey key, String why) {
    assertThatThrownBy(() -> TokenVerifier.of(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static String mint(String claims) {
    return Minted.hs256(HEADER, "{" + claims + "}", SECRET);
  }

  private SignatureCheck verify(String token) {
    return verify(List.of(HS), token);
  }

  private SignatureCheck verify(List<TokenKey> keys, String token) {
    return tokens.verify(keys, SCOPE, token, NOW);
  }

  private SignatureCheck verify(String token, long nowS) {
    return tokens.verify(List.of(HS), SCOPE, token, Instant.ofEpochSecond(nowS));
  }

  private static SignatureCheck valid(TokenKey key) {
    return new SignatureCheck.Valid(
        key.proofId(), Instant.ofEpochSecond(1_700_000_060), ProofLimits.none());
  }

  private static SignatureCheck refused(FaultCode code) {
    return new SignatureCheck.Refused(code);
  }
}
