package dev.weir.portal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.SignatureType;
import dev.weir.contract.access.SignedUrl;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.policy.Authentication;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Addresses are signed in a form that their domain accepts. */
final class UrlSignerTest {

  private static final Instant UNTIL = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest
  @EnumSource(SignatureType.class)
  void signsInTheOneFormThatIsAccepted(SignatureType type) {
    Authentication authentication = accepting(Set.of(type));
    String signed = new UrlSigner(authentication, UNTIL).sign("/live/demo01.m3u8", "container=ts");

    URI uri = URI.create("http://play.example.org" + signed);
    SignedUrl url = new SignedUrl(uri.getPath(), uri.getRawQuery());
    assertThat(uri.getRawQuery()).startsWith("container=ts");
    assertThat(authentication.check(url, UNTIL)).isInstanceOf(SignatureCheck.Valid.class);
    assertThat(authentication.check(url, UNTIL.plusSeconds(1)))
        .isInstanceOf(SignatureCheck.Refused.class);
  }

  @Test
  void prefersTheFormThatMostCanMake() {
    Authentication all = accepting(EnumSet.allOf(SignatureType.class));
    assertThat(new UrlSigner(all, UNTIL).sign("/live/demo01", ""))
        .startsWith("/live/demo01?auth_key=");
  }

  @Test
  void leavesBareWhatCannotBeSigned() {
    assertThat(new UrlSigner(accepting(Set.of()), UNTIL).sign("/live/demo01.flv", ""))
        .isEqualTo("/live/demo01.flv");
    assertThat(new UrlSigner(accepting(Set.of(SignatureType.TYPE_B)), UNTIL).sign("/live/a", ""))
        .isEqualTo("/live/a");
  }

  private static Authentication accepting(Set<SignatureType> types) {
    return new Authentication(
        true,
        types,
        new SigningKeyRing(List.of(new SigningKey("k", "aliyuncdnexp1234"))),
        Duration.ofMinutes(30),
        List.of(),
        Optional.empty());
  }
}
