package dev.weir.contract.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weir's own signature: what it limits a URL to, and what it does not let pass. */
final class HmacSignatureTest {

  private static final SigningKey KEY = new SigningKey("k1", "aliyuncdnexp1234");
  private static final SigningKeyRing RING = new SigningKeyRing(List.of(KEY));
  private static final Instant EXPIRY = Instant.ofEpochSecond(1_800_000_000);
  private static final String PATH = "/live/demo01.flv";

  @Test
  void tellsEverythingThatTheUrlIsLimitedTo() {
    Map<String, String> all =
        Map.of(
            "w_user",
            "ann",
            "w_max",
            "2",
            "w_net",
            "192.0.2.0/24",
            "w_top",
            "lhd",
            "w_ticket",
            "order-4711",
            "w_uses",
            "3",
            "w_nbf",
            "1799999000");
    ProofLimits expected =
        new ProofLimits(
            "ann",
            2,
            Optional.of(Cidr.parse("192.0.2.0/24")),
            "lhd",
            Optional.of(new ProofLimits.Ticket("order-4711", 3)));

    assertThat(check(PATH, signed(all)))
        .isEqualTo(new SignatureCheck.Valid("k1", EXPIRY, expected));
  }

  @Test
  void aTicketWithoutANumberIsGoodOnce() {
    assertThat(check(PATH, signed(Map.of("w_ticket", "t"))))
        .isInstanceOfSatisfying(
            SignatureCheck.Valid.class,
            valid -> assertThat(valid.limits().ticket()).contains(new ProofLimits.Ticket("t", 1)));
  }

  /** The domain's validity is for signatures that say when they were made. */
  @Test
  void endsAtItsExpiryWhateverTheDomainsValidity() {
    String query = signed(Map.of());
    assertRefused(FaultCode.SIGNATURE_EXPIRED, PATH, query, EXPIRY.plusSeconds(1));
    assertThat(check(PATH, query, EXPIRY)).isInstanceOf(SignatureCheck.Valid.class);
  }

  @Test
  void beginsWhenItSays() {
    String query = signed(Map.of("w_nbf", "1799999000"));
    Instant begin = Instant.ofEpochSecond(1_799_999_000);
    assertRefused(FaultCode.PROOF_NOT_YET_VALID, PATH, query, begin.minusMillis(1));
    assertThat(check(PATH, query, begin)).isInstanceOf(SignatureCheck.Valid.class);
  }

  @Test
  void aPrefixOpensWhatIsBelowIt() {
    String query = signed(Map.of("w_path", "/live/"));
    for (String path : List.of("/live/demo01.flv", "/live/other_lhd.m3u8", "/live/x")) {
      assertThat(check(path, query)).as(path).isInstanceOf(SignatureCheck.Valid.class);
    }
    assertRefused(FaultCode.SIGNATURE_WRONG, "/live2/demo01.flv", query);
    assertRefused(FaultCode.SIGNATURE_WRONG, "/event/live/demo01.flv", query);
    assertThat(check("/event/a.flv", signed(Map.of("w_path", "/"))))
        .isInstanceOf(SignatureCheck.Valid.class);
  }

  /** Or the prefix of one stream would open all whose names go on. */
  @Test
  void aPrefixEndsInASlash() {
    assertRefused(FaultCode.SIGNATURE_WRONG, PATH, signed(Map.of("w_path", "/live/demo")));
    assertRefused(FaultCode.SIGNATURE_WRONG, PATH, signed(Map.of("w_path", PATH)));
    assertRefused(FaultCode.SIGNATURE_WRONG, PATH, signed(Map.of("w_path", "live/")));
  }

  @Test
  void aPathIsNotThePrefixOfTheSameName() {
    String path = "/live/";
    String hash = signed(Map.of("w_path", path)).replaceAll(".*w_sig=", "");
    assertRefused(FaultCode.SIGNATURE_WRONG, path, "w_exp=1800000000&w_sig=" + hash);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&w_user=bob",
        "&w_user=",
        "&w_user",
        "&w_exp=1900000000",
        "&w_new=1",
        "&w_",
        "&w_net=10.0.0.0%zz",
        "&w_top=%C3%A9",
        "&w_ticket=a%0Ab",
      })
  void whatIsAddedOrSaidTwiceRefusesTheUrl(String addition) {
    assertRefused(FaultCode.SIGNATURE_MALFORMED, PATH, signed(Map.of("w_user", "ann")) + addition);
  }

  @ParameterizedTest
  @ValueSource(strings = {"w_user=ann&", "w_max=2&", "w_net=192.0.2.7&"})
  void whatIsTakenAwayMakesItWrong(String limit) {
    String query = signed(Map.of("w_user", "ann", "w_max", "2", "w_net", "192.0.2.7"));
    assertThat(query).contains(limit);
    assertRefused(FaultCode.SIGNATURE_WRONG, PATH, query.replace(limit, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "w_max, 2, a number of places for nobody",
    "w_uses, 3, uses of no ticket",
    "w_net, 10.1, an address in short",
    "w_net, example.org, a name",
    "w_net, 10.0.0.0/33, too many bits",
    "w_net, 10.0.0.0/x, no number of bits",
    "w_top, a/b, no name",
    "w_ticket, a b, no name",
    "w_nbf, soon, no time",
    "w_nbf, 18000000000, a time too far",
  })
  void aLimitThatCannotBeReadRefusesTheUrl(String name, String value, String why) {
    assertThat(check(PATH, signed(Map.of(name, value))))
        .as(why)
        .isEqualTo(new SignatureCheck.Refused(FaultCode.SIGNATURE_MALFORMED));
  }

  @Test
  void numbersAndTextsHaveTheirBounds() {
    assertMalformed(Map.of("w_user", "a".repeat(129)));
    assertMalformed(Map.of("w_user", "a", "w_max", "0"));
    assertMalformed(Map.of("w_user", "a", "w_max", "1001"));
    assertMalformed(Map.of("w_ticket", "t", "w_uses", "1000001"));
    assertMalformed(Map.of("w_ticket", "t", "w_uses", "99999999"));
    assertMalformed(Map.of("w_ticket", "t".repeat(65)));
    assertMalformed(Map.of("w_path", "/" + "a".repeat(HmacSignature.MAX_VALUE - 1) + "/"));
    assertRefused(FaultCode.SIGNATURE_MALFORMED, PATH, "w_exp=1800000000&w_sig=00");
    assertRefused(FaultCode.SIGNATURE_MALFORMED, PATH, "w_sig=" + "0".repeat(64));
  }

  private static void assertMalformed(Map<String, String> limits) {
    assertThat(check(PATH, signed(limits)))
        .as("%s", limits.keySet())
        .isEqualTo(new SignatureCheck.Refused(FaultCode.SIGNATURE_MALFORMED));
  }

  private static void assertRefused(FaultCode code, String path, String query) {
    assertRefused(code, path, query, EXPIRY);
  }

  private static void assertRefused(FaultCode code, String path, String query, Instant now) {
    assertThat(check(path, query, now)).as(query).isEqualTo(new SignatureCheck.Refused(code));
  }

  private static SignatureCheck check(String path, String query) {
    return check(path, query, EXPIRY);
  }

  private static SignatureCheck check(String path, String query, Instant now) {
    return new SignedUrl(path, query).check(Set.of(SignatureType.HMAC), RING, Duration.ZERO, now);
  }

  private static String signed(Map<String, String> limits) {
    Map<String, String> parameters = new TreeMap<>(limits);
    parameters.put("w_exp", Long.toString(EXPIRY.getEpochSecond()));
    return HmacSignature.sign(PATH, parameters, KEY);
  }
}
