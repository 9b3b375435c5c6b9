package dev.weir.bench.micro;

import dev.weir.contract.access.HmacSignature;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.SignatureType;
import dev.weir.contract.access.SignedUrl;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TypeASignature;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A viewer's signed URL, checked with the two keys that a domain has while it changes them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UrlVerification {

  private static final String PATH = "/live/demo01.flv";
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Duration VALIDITY = Duration.ofHours(1);
  private static final Set<SignatureType> ACCEPTED = EnumSet.allOf(SignatureType.class);

  private final SigningKeyRing ring =
      new SigningKeyRing(
          List.of(
              new SigningKey("new", "abcdefghijklmnopqrstuvwxyz012345"),
              new SigningKey("old", "543210zyxwvutsrqponmlkjihgfedcba")));
  private final SigningKey key = ring.keys().getLast();
  private final SignedUrl typeA =
      new SignedUrl(PATH, "auth_key=" + TypeASignature.sign(PATH, NOW, key));
  private final SignedUrl wrong =
      new SignedUrl(PATH, "auth_key=1800000000-0-0-0123456789abcdef0123456789abcdef");
  private final SignedUrl hmac =
      new SignedUrl(
          PATH,
          HmacSignature.sign(
              PATH, Map.of("w_exp", "1800000000", "w_user", "ann", "w_max", "2"), key));

  /** One of type A that is right. */
  @Benchmark
  public SignatureCheck right() {
    return typeA.check(ACCEPTED, ring, VALIDITY, NOW);
  }

  /** One of type A that is not. */
  @Benchmark
  public SignatureCheck wrong() {
    return wrong.check(ACCEPTED, ring, VALIDITY, NOW);
  }

  /** One of Weir's own form, for a person in two places. */
  @Benchmark
  public SignatureCheck hmac() {
    return hmac.check(ACCEPTED, ring, VALIDITY, NOW);
  }
}
