package dev.weir.gateway.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.UserMarks;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.ViewerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session token opens what it was made for, until it expires, and nothing else. */
final class SessionTokensTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final SessionKey KEY = key(1);
  private static final SessionScope SCOPE = scope("play.example.com", "live", "demo01");
  private static final ViewerSession SESSION =
      new ViewerSession(
          new ViewerId("000102030405060708090a0b"),
          NOW.minusSeconds(5),
          NOW.plusSeconds(60),
          KeyMark.of("k1"),
          Optional.empty());

  private static final String ADDRESS = "192.0.2.7";
  private static final SignatureCheck.Valid ALICE =
      proof(new ProofLimits("alice", 0, Optional.empty(), "", Optional.empty()));
  private static final UserMarks MARKS = new UserMarks(new byte[SessionKey.BYTES]);

  private final SessionTokens tokens = tokens(KEY);

  @Test
  void opensWhatItWasIssuedFor() {
    String token = tokens.issue(SESSION, SCOPE);

    assertThat(token).hasSize(SessionTokens.LENGTH).matches("[A-Za-z0-9_-]+");
    assertThat(tokens.verify(token, List.of(SCOPE), ADDRESS, NOW))
        .isEqualTo(new SessionCheck.Valid(SESSION, SCOPE));
  }

  @Test
  void hasTheLayoutThatItsDocumentationDraws() {
    byte[] token = Base64.getUrlDecoder().decode(tokens.issue(SESSION, SCOPE));

    assertThat(token).hasSize(48);
    assertThat(token[0]).isEqualTo((byte) 3);
    assertThat(token[1]).isEqualTo(KEY.id());
    assertThat(HexFormat.of().formatHex(token, 2, 14)).isEqualTo("000102030405060708090a0b");
    assertThat(HexFormat.of().formatHex(token, 14, 18))
        .isEqualTo(HexFormat.of().toHexDigits((int) NOW.plusSeconds(60).getEpochSecond()));
    assertThat(HexFormat.of().formatHex(token, 18, 21)).isEqualTo("000041");
    assertThat(HexFormat.of().formatHex(token, 21, 23)).isEqualTo("0d27");
    assertThat(token[23]).isZero();
  }

  @Test
  void aSessionBeginsWithTheMarkOfItsUser() {
    Duration week = Duration.ofDays(7);
    ViewerSession first = tokens.begin(SCOPE.domain(), ALICE, week, NOW);
    ViewerSession second = tokens.begin(SCOPE.domain(), ALICE, week, NOW);
    ViewerSession nobodys = tokens.begin(SCOPE.domain(), proof(ProofLimits.none()), week, NOW);

    assertThat(first.viewer()).isNotEqualTo(second.viewer());
    assertThat(first.viewer().user())
        .isEqualTo(second.viewer().user())
        .isEqualTo(MARKS.of(SCOPE.domain(), "alice"))
        .isNotEqualTo(nobodys.viewer().user());
    assertThat(tokens.verify(tokens.issue(first, SCOPE), List.of(SCOPE), ADDRESS, NOW))
        .isEqualTo(new SessionCheck.Valid(first, SCOPE));
  }

  @Test
  void isTheSameOnEveryGateway() {
    String token = tokens(key(1)).issue(SESSION, SCOPE);

    assertThat(tokens.verify(token, List.of(SCOPE), ADDRESS, NOW))
        .isInstanceOf(SessionCheck.Valid.class);
  }

  @Test
  void refusesEveryChangedBit() {
    byte[] token = Base64.getUrlDecoder().decode(tokens.issue(SESSION, SCOPE));

    for (int bit = 0; bit < token.length * 8; bit++) {
      byte[] changed = Arrays.copyOf(token, token.length);
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertThat(tokens.verify(text, List.of(SCOPE), ADDRESS, NOW))
          .as("bit %d", bit)
          .isEqualTo(invalid());
    }
  }

  @Test
  void refusesWhatIsNoToken() {
    String token = tokens.issue(SESSION, SCOPE);

    for (String text :
        List.of(
            "",
            "x",
            token.substring(1),
            token + "A",
            token + "==",
            "*".repeat(SessionTokens.LENGTH),
            "é".repeat(SessionTokens.LENGTH),
            token.substring(4) + "====")) {
      assertThat(tokens.verify(text, List.of(SCOPE), ADDRESS, NOW)).as(text).isEqualTo(invalid());
    }
  }

  @Test
  void opensNoOtherDomainAppStreamOrRendition() {
    String token = tokens.issue(SESSION, SCOPE);

    for (SessionScope other :
        List.of(
            scope("play.example.org", "live", "demo01"),
            scope("play.example.com", "other", "demo01"),
            scope("play.example.com", "live", "demo02"),
            new SessionScope(SCOPE.domain(), SCOPE.app(), SCOPE.stream(), "lhd"))) {
      assertThat(tokens.verify(token, List.of(other), ADDRESS, NOW))
          .as("%s", other)
          .isEqualTo(invalid());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7/32, 192.0.2.7, 192.0.2.8",
    "192.0.2.0/24, 192.0.2.255, 192.0.3.7",
    "192.0.2.0/24, ::ffff:192.0.2.7, ::ffff:192.0.3.7",
    "2001:db8::/48, 2001:db8:0:1::1, 2001:db8:1::1",
    "2001:db8::7/128, 2001:db8::7, 2001:db8::8",
    "fe80::/10, fe80::1%eth0, 2001:db8::7",
    "0.0.0.0/0, 192.0.2.7, 2001:db8::7",
    "2001:db8::/48, 2001:db8::7, 192.0.2.7",
    "192.0.2.7/32, 192.0.2.7, unknown"
  })
  void goesOnWithinItsNetworkAlone(String network, String inside, String outside) {
    ProofLimits limits =
        new ProofLimits("", 0, Optional.of(Cidr.parse(network)), "", Optional.empty());
    ViewerSession bound = tokens.begin(SCOPE.domain(), proof(limits), Duration.ofDays(7), NOW);
    String token = tokens.issue(bound, SCOPE);

    assertThat(token).hasSize(SessionTokens.LENGTH);
    assertThat(tokens.verify(token, List.of(SCOPE), inside, NOW))
        .isEqualTo(new SessionCheck.Valid(bound, SCOPE));
    assertThat(tokens.verify(token, List.of(SCOPE), outside, NOW)).isEqualTo(invalid());
  }

  @Test
  void expiresAfterItsLastSecond() {
    String token = tokens.issue(SESSION, SCOPE);

    assertThat(tokens.verify(token, List.of(SCOPE), ADDRESS, NOW.plusSeconds(60)))
        .isInstanceOf(SessionCheck.Valid.class);
    assertThat(tokens.verify(token, List.of(SCOPE), ADDRESS, NOW.plusSeconds(61)))
        .isEqualTo(new SessionCheck.Refused(FaultCode.SESSION_EXPIRED));
  }

  @Test
  void survivesTheRotationOfItsKeyOnce() {
    String token = tokens.issue(SESSION, SCOPE);
    SessionTokens rotating = tokens(key(2), KEY);
    SessionTokens rotated = tokens(key(2));

    assertThat(rotating.verify(token, List.of(SCOPE), ADDRESS, NOW))
        .isInstanceOf(SessionCheck.Valid.class);
    assertThat(rotated.verify(token, List.of(SCOPE), ADDRESS, NOW)).isEqualTo(invalid());
    assertThat(rotated.verify(rotating.issue(SESSION, SCOPE), List.of(SCOPE), ADDRESS, NOW))
        .isInstanceOf(SessionCheck.Valid.class);
  }

  @Test
  void needsAProperKey() {
    assertThatThrownBy(() -> new SessionKey(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tokens()).isInstanceOf(IllegalArgumentException.class);
  }

  private static SignatureCheck.Valid proof(ProofLimits limits) {
    return new SignatureCheck.Valid("k1", NOW, limits);
  }

  private static SessionTokens tokens(SessionKey... keys) {
    return new SessionTokens(List.of(keys), new Users(MARKS));
  }

  private static SessionCheck invalid() {
    return new SessionCheck.Refused(FaultCode.SESSION_INVALID);
  }

  private static SessionScope scope(String domain, String app, String stream) {
    return SessionScope.of(new DomainName(domain), new AppName(app), new StreamName(stream));
  }

  private static SessionKey key(int seed) {
    byte[] secret = new byte[SessionKey.BYTES];
    Arrays.fill(secret, (byte) seed);
    return new SessionKey(secret);
  }
}
