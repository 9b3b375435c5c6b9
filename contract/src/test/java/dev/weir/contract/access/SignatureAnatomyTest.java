package dev.weir.contract.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.contract.fault.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why a signature was refused, for those who may know. */
final class SignatureAnatomyTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration VALIDITY = Duration.ofMinutes(30);
  private static final SigningKey FIRST = new SigningKey("k1", "primarykey123456");
  private static final SigningKey SECOND = new SigningKey("k2", "secondarykey1234");
  private static final SigningKeyRing RING = new SigningKeyRing(List.of(FIRST, SECOND));
  private static final Set<SignatureType> ALL = EnumSet.allOf(SignatureType.class);
  private static final String PATH = "/live/demo01.flv";

  @ParameterizedTest
  @EnumSource(SignatureType.class)
  void tellsTheKeyThatMatchesAndNeverAKey(SignatureType type) {
    SignatureAnatomy anatomy = anatomy(signed(type, PATH));

    assertThat(anatomy.type()).contains(type);
    assertThat(anatomy.check()).isInstanceOf(SignatureCheck.Valid.class);
    assertThat(anatomy.trials())
        .extracting(SignatureAnatomy.Trial::keyId, SignatureAnatomy.Trial::matches)
        .containsExactly(tuple("k1", false), tuple("k2", true));
    assertThat(anatomy.trials().getLast().expected()).isEqualTo(anatomy.received());
    assertThat(anatomy.toString()).doesNotContain(FIRST.secret(), SECOND.secret());
  }

  @Test
  void showsWhatIsHashedWithAMaskForTheKey() {
    long seconds = NOW.getEpochSecond();
    assertThat(anatomy(signed(SignatureType.TYPE_A, PATH)).stringToSign())
        .isEqualTo("/live/demo01.flv-" + seconds + "-0-0-{key}");
    assertThat(anatomy(signed(SignatureType.TYPE_B, PATH)).stringToSign())
        .isEqualTo("{key}202611231800/live/demo01.flv");
    assertThat(anatomy(signed(SignatureType.TYPE_C, PATH)).stringToSign())
        .isEqualTo("{key}/live/demo01.flv" + String.format("%08X", seconds));
    assertThat(anatomy(signed(SignatureType.HMAC, PATH)).stringToSign())
        .isEqualTo("weir-url-1\n/live/demo01.flv\nw_exp=" + seconds + "\nw_nbf=" + seconds);
  }

  @Test
  void tellsWhenItBeginsAndEnds() {
    SignatureAnatomy typeA = anatomy(signed(SignatureType.TYPE_A, PATH));
    assertThat(typeA.validFrom()).isEmpty();
    assertThat(typeA.validUntil()).contains(NOW.plus(VALIDITY));
    SignatureAnatomy hmac = anatomy(signed(SignatureType.HMAC, PATH));
    assertThat(hmac.validFrom()).contains(NOW);
    assertThat(hmac.validUntil()).contains(NOW);
  }

  @Test
  void tellsWhatItExpectedInsteadOfWhatIsWrong() {
    SignedUrl other = new SignedUrl("/live/other.flv", signed(SignatureType.TYPE_A, PATH).query());
    SignatureAnatomy anatomy = anatomy(other);

    assertThat(anatomy.check()).isEqualTo(new SignatureCheck.Refused(FaultCode.SIGNATURE_WRONG));
    assertThat(anatomy.trials()).noneMatch(SignatureAnatomy.Trial::matches);
    assertThat(signed(SignatureType.TYPE_A, "/live/other.flv").query())
        .endsWith(anatomy.trials().getLast().expected());
  }

  @Test
  void hasNothingToShowWhereNothingCanBeRead() {
    SignatureAnatomy missing = anatomy(new SignedUrl(PATH, ""));
    assertThat(missing.check()).isEqualTo(new SignatureCheck.Refused(FaultCode.SIGNATURE_MISSING));
    assertThat(missing.type()).isEmpty();
    assertThat(missing.trials()).isEmpty();
    assertThat(missing.stringToSign()).isEmpty();
    assertThat(anatomy(new SignedUrl(PATH, "auth_key=x")).check())
        .isEqualTo(new SignatureCheck.Refused(FaultCode.SIGNATURE_MALFORMED));
  }

  private static SignatureAnatomy anatomy(SignedUrl url) {
    return SignatureAnatomy.of(url, ALL, RING, VALIDITY, NOW);
  }

  private static SignedUrl signed(SignatureType type, String path) {
    String seconds = Long.toString(NOW.getEpochSecond());
    return switch (type) {
      case TYPE_A -> new SignedUrl(path, "auth_key=" + TypeASignature.sign(path, NOW, SECOND));
      case TYPE_B -> new SignedUrl(TypeBSignature.sign(path, NOW, SECOND), "");
      case TYPE_C -> new SignedUrl(TypeCSignature.signPath(path, NOW, SECOND), "");
      case HMAC ->
          new SignedUrl(
              path, HmacSignature.sign(path, Map.of("w_exp", seconds, "w_nbf", seconds), SECOND));
    };
  }
}
