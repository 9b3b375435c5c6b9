package dev.weir.contract.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random paths, parameters, times and keys: what somebody else's signer makes is let in until its
 * last second and not after it, under the key that made it; what has been changed is not.
 */
@Timeout(60)
final class UrlSignatureAgreementTest {

  private static final int URLS = 400;
  private static final Set<SignatureType> ALL = EnumSet.allOf(SignatureType.class);
  private static final String NAME =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String VISIBLE = NAME + "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  /** What is signed, and with what. */
  private record Draw(
      String path, Instant time, Duration validity, SigningKeyRing ring, SigningKey signer) {

    String secret() {
      return signer.secret();
    }

    Instant until() {
      return time.plus(validity);
    }
  }

  @Test
  void whatIsSignedElsewhereIsRightHere() {
    for (int i = 0; i < URLS; i++) {
      Draw draw = draw();
      String path = draw.path();
      String rand = text(NAME, 1, 64);
      String uid = text(NAME, 1, 64);
      String typeA = "auth_key=" + OwnSigner.typeA(path, draw.time(), rand, uid, draw.secret());
      assertAgrees(draw, SignatureType.TYPE_A, path, typeA, draw.until());

      long minutes = draw.time().getEpochSecond() / 60;
      Instant minuteUntil = Instant.ofEpochSecond(60 * minutes).plus(draw.validity());
      String typeB = OwnSigner.typeB(path, draw.time(), draw.secret());
      assertAgrees(draw, SignatureType.TYPE_B, typeB, "", minuteUntil);

      List<String> c = OwnSigner.typeC(path, draw.time(), draw.secret());
      String inFront = "/" + c.getFirst() + "/" + c.getLast() + path;
      String inQuery = "KEY1=" + c.getFirst() + "&KEY2=" + c.getLast();
      assertAgrees(draw, SignatureType.TYPE_C, inFront, "", draw.until());
      assertAgrees(draw, SignatureType.TYPE_C, path, inQuery, draw.until());

      assertAgrees(draw, SignatureType.HMAC, path, hmacQuery(draw), draw.time());
    }
  }

  /** What Weir signs, Weir takes. */
  @Test
  void whatIsSignedHereIsRightHere() {
    for (int i = 0; i < URLS; i++) {
      Draw draw = draw();
      String path = draw.path();
      String typeA = "auth_key=" + TypeASignature.sign(path, draw.time(), draw.signer());
      String typeC = TypeCSignature.signQuery(path, draw.time(), draw.signer());
      String hmac = HmacSignature.sign(path, draw.time(), draw.signer());
      assertAgrees(draw, SignatureType.TYPE_A, path, typeA, draw.until());
      assertAgrees(draw, SignatureType.TYPE_C, path, typeC, draw.until());
      assertAgrees(draw, SignatureType.HMAC, path, hmac, draw.time());
    }
  }

  private Draw draw() {
    StringBuilder steps = new StringBuilder();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      steps.append('/').append(text(NAME + "-_", 1, 128));
    }
    String path = steps + List.of("", ".flv", ".m3u8", ".html").get(random.nextInt(4));
    // Eight hexadecimal digits, ten decimal ones.
    Instant time = Instant.ofEpochSecond(1_000_000_000L + random.nextInt(2_000_000_000));
    Duration validity = Duration.ofSeconds(random.nextBoolean() ? 0 : random.nextInt(100_000));
    List<SigningKey> keys = new ArrayList<>();
    keys.add(new SigningKey("k1", text(NAME, 16, 128)));
    if (random.nextBoolean()) {
      keys.add(new SigningKey("k2", text(NAME, 16, 128)));
    }
    SigningKey signer = keys.get(random.nextInt(keys.size()));
    return new Draw(path, time, validity, new SigningKeyRing(keys), signer);
  }

  /** Some limits, some parameters of others, in any order and encoded by any library. */
  private String hmacQuery(Draw draw) {
    Instant time = draw.time();
    String path = draw.path();
    Map<String, String> limits = new TreeMap<>();
    limits.put("w_exp", Long.toString(time.getEpochSecond()));
    if (random.nextBoolean()) {
      limits.put("w_nbf", Long.toString(random.nextLong(time.getEpochSecond())));
    }
    if (random.nextBoolean()) {
      limits.put("w_path", path.substring(0, path.lastIndexOf('/') + 1));
    }
    if (random.nextBoolean()) {
      limits.put("w_user", text(VISIBLE, 1, 128));
      limits.put("w_max", Integer.toString(1 + random.nextInt(1_000)));
    }
    List<String> lines = new ArrayList<>();
    lines.add("weir-url-1");
    lines.add(limits.getOrDefault("w_path", path));
    limits.forEach((name, value) -> lines.add(name + "=" + value));
    limits.put("w_sig", OwnSigner.hmac(lines, draw.secret()));
    limits.put("container", "ts");
    List<String> pairs =
        limits.entrySet().stream()
            .map(limit -> limit.getKey() + "=" + encoded(limit.getValue()))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(pairs, random);
    return String.join("&", pairs);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private void assertAgrees(
      Draw draw, SignatureType type, String signedPath, String query, Instant until) {
    SigningKeyRing ring = draw.ring();
    Duration validity = draw.validity();
    SignedUrl url = new SignedUrl(signedPath, query);
    String what = "seed " + seed + ": " + type + " " + signedPath + "?" + query;
    assertThat(url.check(ALL, ring, validity, until))
        .as(what)
        .isInstanceOfSatisfying(
            SignatureCheck.Valid.class,
            valid -> {
              assertThat(valid.keyId()).isEqualTo(draw.signer().id());
              assertThat(valid.validUntil()).isEqualTo(until);
            });
    assertThat(url.check(ALL, ring, validity, until.plusSeconds(1)))
        .as(what)
        .isEqualTo(new SignatureCheck.Refused(FaultCode.SIGNATURE_EXPIRED));
    assertThat(url.check(EnumSet.complementOf(EnumSet.of(type)), ring, validity, until))
        .as(what)
        .isEqualTo(new SignatureCheck.Refused(FaultCode.SIGNATURE_TYPE_REFUSED));
    assertThat(new SignedUrl(signedPath + "x", query).check(ALL, ring, validity, until))
        .as("another path, " + what)
        .matches(answer -> query.contains("w_path=") || answer instanceof SignatureCheck.Refused);
    SigningKeyRing others = new SigningKeyRing(List.of(new SigningKey("k3", text(NAME, 16, 128))));
    assertThat(url.check(ALL, others, validity, until))
        .as(what)
        .isEqualTo(new SignatureCheck.Refused(FaultCode.SIGNATURE_WRONG));
  }

  private String text(String alphabet, int least, int most) {
    int length = least + random.nextInt(most - least + 1);
    return random
        .ints(length, 0, alphabet.length())
        .mapToObj(at -> alphabet.substring(at, at + 1))
        .collect(Collectors.joining());
  }
}
