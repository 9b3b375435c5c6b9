package dev.weir.bench.micro;

import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TypeASignature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  private final SigningKeyRing ring =
      new SigningKeyRing(
          List.of(
              new SigningKey("new", "abcdefghijklmnopqrstuvwxyz012345"),
              new SigningKey("old", "543210zyxwvutsrqponmlkjihgfedcba")));
  private final Optional<String> signature =
      Optional.of(TypeASignature.sign(PATH, NOW, ring.keys().getLast()));

  /** One that is right. */
  @Benchmark
  public SignatureCheck right() {
    return TypeASignature.verify(PATH, signature, ring, Duration.ofHours(1), NOW);
  }
}
