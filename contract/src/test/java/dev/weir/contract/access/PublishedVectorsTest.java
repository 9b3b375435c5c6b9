package dev.weir.contract.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the formats' owners publish, and what docs/signing.md says of Weir's own. */
final class PublishedVectorsTest {

  private static final SigningKey KEY = new SigningKey("k1", "aliyuncdnexp1234");
  private static final SigningKeyRing RING = new SigningKeyRing(List.of(KEY));
  private static final Duration VALIDITY = Duration.ofMinutes(30);

  @Test
  void typeA() {
    String path = "/video/standard/1K.html";
    Instant signedAt = Instant.ofEpochSecond(1_444_435_200);
    String hash = "80cd3862d699b7118eed99103f2a3a4f";

    assertThat(TypeASignature.sign(path, signedAt, KEY)).isEqualTo("1444435200-0-0-" + hash);
    assertOpens(
        SignatureType.TYPE_A,
        new SignedUrl(path, "auth_key=1444435200-0-0-" + hash),
        signedAt.plus(VALIDITY));
  }

  @Test
  void typeB() {
    String path = "/4/44/44c0909bcfc20a01afaf256ca99a8b8b.mp3";
    Instant signedAt = Instant.parse("2015-08-15T00:00:00Z");
    String signed = "/201508150800/9044548ef1527deadafa49a890a377f0" + path;

    assertThat(TypeBSignature.sign(path, signedAt.plusSeconds(59), KEY)).isEqualTo(signed);
    assertOpens(SignatureType.TYPE_B, new SignedUrl(signed, ""), signedAt.plus(VALIDITY));
  }

  @Test
  void typeC() {
    String path = "/test.flv";
    Instant signedAt = Instant.ofEpochSecond(0x55CE8100);
    String hash = "a37fa50a5fb8f71214b1e7c95ec7a1bd";
    String signed = "/" + hash + "/55CE8100" + path;
    String query = "KEY1=" + hash + "&KEY2=55CE8100";

    assertThat(TypeCSignature.signPath(path, signedAt, KEY)).isEqualTo(signed);
    assertThat(TypeCSignature.signQuery(path, signedAt, KEY)).isEqualTo(query);
    assertOpens(SignatureType.TYPE_C, new SignedUrl(signed, ""), signedAt.plus(VALIDITY));
    assertOpens(SignatureType.TYPE_C, new SignedUrl(path, query), signedAt.plus(VALIDITY));
  }

  @Test
  void hmac() {
    String path = "/live/demo01.m3u8";
    Instant expiry = Instant.ofEpochSecond(1_800_000_000);

    assertThat(HmacSignature.sign(path, expiry, KEY))
        .isEqualTo(
            "w_exp=1800000000&w_sig="
                + "25ff9f8c595562090c5b4c41a8b761209ec9c3c2c6623db42583db927e04ffe3");
    assertOpens(
        SignatureType.HMAC, new SignedUrl(path, HmacSignature.sign(path, expiry, KEY)), expiry);
  }

  @Test
  void hmacWithEverything() {
    String query =
        HmacSignature.sign(
            "",
            Map.of(
                "w_exp", "1800000000",
                "w_max", "2",
                "w_nbf", "1799990000",
                "w_net", "2001:db8::/32",
                "w_path", "/live/",
                "w_ticket", "order-4711",
                "w_top", "lhd",
                "w_user", "ann+tv@example.com",
                "w_uses", "3"),
            KEY);

    assertThat(query)
        .isEqualTo(
            "w_exp=1800000000&w_max=2&w_nbf=1799990000&w_net=2001:db8::/32&w_path=/live/"
                + "&w_ticket=order-4711&w_top=lhd&w_user=ann%2Btv@example.com&w_uses=3&w_sig="
                + "2951f134ff84a7f7c52687c0a818487af31424421c719cb5795b286e1b6341a9");
  }

  private static void assertOpens(SignatureType type, SignedUrl url, Instant until) {
    assertThat(url.check(Set.of(type), RING, VALIDITY, until))
        .isEqualTo(new SignatureCheck.Valid("k1", until, ProofLimits.none()));
    assertThat(url.check(Set.of(type), RING, VALIDITY, until.plusSeconds(1)))
        .isEqualTo(new SignatureCheck.Refused(FaultCode.SIGNATURE_EXPIRED));
  }
}
