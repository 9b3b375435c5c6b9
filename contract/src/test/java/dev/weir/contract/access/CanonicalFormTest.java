package dev.weir.contract.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How a URL is read, as docs/signing.md says it: which ways of writing are the same, and which are
 * not. Paths come here percent-decoded once; who does that refuses dot segments and double encoding
 * (TargetParserTest).
 */
final class CanonicalFormTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final SigningKey KEY = new SigningKey("k1", "aliyuncdnexp1234");
  private static final SigningKeyRing RING = new SigningKeyRing(List.of(KEY));
  private static final Set<SignatureType> ALL = EnumSet.allOf(SignatureType.class);
  private static final String PATH = "/live/demo01.flv";
  private static final String TYPE_A = "auth_key=" + TypeASignature.sign(PATH, NOW, KEY);

  @Test
  void theOrderOfParametersChangesNothing() {
    String hmac = HmacSignature.sign(PATH, limits(), KEY);
    List<String> pairs = List.of(hmac.split("&", -1));
    assertOpens(PATH, String.join("&", pairs.reversed()));
    assertOpens(PATH, "a=b&" + TYPE_A + "&c=d");
    assertOpens(PATH, "KEY2=6B49D200&KEY1=" + typeCHash());
  }

  @Test
  void valuesAreDecodedOnce() {
    assertOpens(PATH, TYPE_A.replace("-", "%2D"));
    assertOpens(PATH, TYPE_A.replace("-", "%2d"));
    assertRefused(FaultCode.SIGNATURE_MALFORMED, PATH, TYPE_A.replace("-", "%252D"));
    assertRefused(FaultCode.SIGNATURE_MALFORMED, PATH, TYPE_A.replace("-", "%g"));
    String hmac = HmacSignature.sign(PATH, limits(), KEY);
    assertThat(hmac).contains("w_user=ann%2Btv", "w_net=192.0.2.0/24");
    assertOpens(PATH, hmac.replace("192.0.2.0/24", "192%2E0.2.0%2f24"));
    assertRefused(FaultCode.SIGNATURE_WRONG, PATH, hmac.replace("%2B", "%252B"));
  }

  /** RFC 3986 knows no other plus; HTML forms do. */
  @Test
  void aPlusSignIsAPlusSign() {
    String hmac = HmacSignature.sign(PATH, limits(), KEY);
    assertOpens(PATH, hmac.replace("%2B", "+"));
    assertRefused(FaultCode.SIGNATURE_MALFORMED, PATH, hmac.replace("%2B", "%20"));
  }

  @Test
  void namesCountAsTheyAreWritten() {
    assertRefused(FaultCode.SIGNATURE_MISSING, PATH, TYPE_A.replace("auth_key", "Auth_Key"));
    assertRefused(FaultCode.SIGNATURE_MISSING, PATH, TYPE_A.replace("auth_key", "%61uth_key"));
    assertRefused(FaultCode.SIGNATURE_MISSING, PATH, TYPE_A.replace("auth_key", "xauth_key"));
    assertRefused(FaultCode.SIGNATURE_MISSING, PATH, TYPE_A.replace("=", ""));
    assertRefused(FaultCode.SIGNATURE_MISSING, PATH, "a=b;" + TYPE_A);
    assertOpens(PATH, HmacSignature.sign(PATH, limits(), KEY) + "&%77_user=bob&W_USER=bob");
  }

  @Test
  void ofTwoThatAreTheSameTheFirstCounts() {
    String wrong = "auth_key=1800000000-0-0-" + "0".repeat(32);
    assertOpens(PATH, TYPE_A + "&" + wrong);
    assertRefused(FaultCode.SIGNATURE_WRONG, PATH, wrong + "&" + TYPE_A);
    assertRefused(FaultCode.SIGNATURE_MALFORMED, PATH, "auth_key=&" + TYPE_A);
  }

  /** Whoever changes from one form to another may sign in both for a while. */
  @Test
  void ofTwoFormsTheFirstThatIsAcceptedCounts() {
    String both = HmacSignature.sign(PATH, limits(), KEY) + "&" + TYPE_A;
    assertThat(type(both, ALL)).isEqualTo(SignatureType.HMAC);
    assertThat(type(both, Set.of(SignatureType.TYPE_A))).isEqualTo(SignatureType.TYPE_A);
    assertThat(new SignedUrl(PATH, both).check(Set.of(), RING, Duration.ZERO, NOW))
        .isEqualTo(new SignatureCheck.Refused(FaultCode.SIGNATURE_TYPE_REFUSED));
    assertRefused(FaultCode.SIGNATURE_MALFORMED, PATH, both.replaceAll("w_sig=.", "w_sig=g"));
  }

  private static SignatureType type(String query, Set<SignatureType> accepted) {
    SignedUrl url = new SignedUrl(PATH, query);
    return SignatureAnatomy.of(url, accepted, RING, Duration.ZERO, NOW).type().orElseThrow();
  }

  @Test
  void thePathCountsLetterByLetter() {
    assertRefused(FaultCode.SIGNATURE_WRONG, "/Live/demo01.flv", TYPE_A);
    assertRefused(FaultCode.SIGNATURE_WRONG, "/live/demo01.FLV", TYPE_A);
    assertRefused(FaultCode.SIGNATURE_WRONG, "/live/demo01", TYPE_A);
    assertRefused(FaultCode.SIGNATURE_WRONG, "/live/demo01.m3u8", TYPE_A);
  }

  @Test
  void hashesMayBeInCapitals() {
    String hash = TYPE_A.substring(TYPE_A.length() - 32);
    assertOpens(PATH, TYPE_A.replace(hash, hash.toUpperCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "1800000000-0-0",
        "-0-0-00000000000000000000000000000000",
        "18000000000-0-0-00000000000000000000000000000000",
        "1800000000--0-00000000000000000000000000000000",
        "1800000000-0--00000000000000000000000000000000",
        "1800000000-0-00000000000000000000000000000000",
        "1800000000-0-0-0-00000000000000000000000000000000",
        "1800000000-0-0-0000000000000000000000000000000g",
        "1800000000-0_-0-00000000000000000000000000000000",
        "18O0000000-0-0-00000000000000000000000000000000",
      })
  void whatHasNotTheFourFieldsOfTypeACannotBeRead(String authKey) {
    assertRefused(FaultCode.SIGNATURE_MALFORMED, PATH, "auth_key=" + authKey);
  }

  @Test
  void aMinuteThatIsNoneCannotBeRead() {
    String hash = "0".repeat(32);
    for (String minute : List.of("201513010000", "201502300000", "201508152400", "201508150060")) {
      assertRefused(FaultCode.SIGNATURE_MALFORMED, "/" + minute + "/" + hash + PATH, "");
    }
    assertRefused(FaultCode.SIGNATURE_MISSING, "/20150815080/" + hash + PATH, "");
    assertRefused(FaultCode.SIGNATURE_MALFORMED, PATH, "KEY1=" + hash);
    assertRefused(FaultCode.SIGNATURE_MALFORMED, PATH, "KEY1=" + hash + "&KEY2=155CE8100");
    assertRefused(FaultCode.SIGNATURE_MALFORMED, PATH, "KEY1=" + hash + "0&KEY2=55CE8100");
  }

  @ParameterizedTest
  @EnumSource(SignatureType.class)
  void nothingOfASignatureIsWrittenDown(SignatureType type) {
    SignedUrl url =
        switch (type) {
          case TYPE_A -> new SignedUrl(PATH, TYPE_A);
          case TYPE_B -> new SignedUrl(TypeBSignature.sign(PATH, NOW, KEY), "");
          case TYPE_C -> new SignedUrl(TypeCSignature.signPath(PATH, NOW, KEY), "");
          case HMAC -> new SignedUrl(PATH, HmacSignature.sign(PATH, NOW, KEY));
        };
    assertThat(url.toString()).isEqualTo("SignedUrl[/live/demo01.flv]");
    assertThat(url.resource()).isEqualTo(PATH);
  }

  private static Map<String, String> limits() {
    return Map.of("w_exp", "1800000000", "w_user", "ann+tv", "w_net", "192.0.2.0/24");
  }

  private static String typeCHash() {
    return TypeCSignature.signQuery(PATH, NOW, KEY).substring(5, 37);
  }

  private static void assertOpens(String path, String query) {
    assertThat(new SignedUrl(path, query).check(ALL, RING, Duration.ZERO, NOW))
        .as(query)
        .isInstanceOf(SignatureCheck.Valid.class);
  }

  private static void assertRefused(FaultCode code, String path, String query) {
    assertThat(new SignedUrl(path, query).check(ALL, RING, Duration.ZERO, NOW))
        .as(path + "?" + query)
        .isEqualTo(new SignatureCheck.Refused(code));
  }
}
