package dev.weir.bench.micro;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.MeteredStream;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metering.MemoryMeterLine;
import dev.weir.runtime.metering.MeterCounter;
import dev.weir.runtime.metering.Metering;
import dev.weir.runtime.metering.MeteringConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** What counting for the bill adds to a viewer's flush, and to an HLS viewer's answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ByteCounting {

  private static final int BYTES = 20_000;

  private final MeterKey key =
      new MeterKey(
          new TenantId(new UUID(0, 1)),
          new MeteredStream(
              new DomainName("localhost"),
              new AppName("live"),
              new StreamName("bench"),
              Optional.empty()),
          MeterDetail.FLV);
  private final Metering metering = open();
  private final MeterCounter counter = metering.open(key);

  private static Metering open() {
    try {
      Path directory =
          Files.createTempDirectory(
              Path.of(System.getProperty("weir.bench.work", ".")), "metering");
      return Metering.open(
          new MeteringConfig(Duration.ofSeconds(10), 1 << 24),
          directory,
          new MeterBoot(new NodeId("bench"), new BootId(UUID.randomUUID().toString())),
          new MemoryMeterLine(),
          TimeSource.system());
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Ends it. */
  @TearDown
  public void end() throws IOException {
    metering.close();
  }

  /** One event loop. */
  @Benchmark
  public void oneLoop() {
    counter.add(BYTES);
  }

  /** Two event loops with viewers of the same stream. */
  @Benchmark
  @Threads(2)
  public void twoLoops() {
    counter.add(BYTES);
  }

  /** Whoever has no counter open finds it. */
  @Benchmark
  public void found() {
    metering.count(key, BYTES);
  }
}
