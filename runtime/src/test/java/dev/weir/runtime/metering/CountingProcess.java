package dev.weir.runtime.metering;

import static dev.weir.runtime.metering.Batches.NODE;
import static dev.weir.runtime.metering.Batches.key;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Counts one by one, and says what it has counted, until it is killed. */
final class CountingProcess {

  /** So much is said, and then the other side kills. */
  static final long KILLED_AT = 20_000;

  /** Ends by itself should nobody kill it. */
  private static final long ENOUGH = 5_000_000;

  private CountingProcess() {}

  public static void main(String[] args) throws IOException {
    Metering metering =
        Metering.open(
            new MeteringConfig(Duration.ofSeconds(1), 1 << 24),
            Path.of(args[0]),
            new MeterBoot(NODE, new BootId("killed")),
            new MemoryMeterLine(),
            TimeSource.system());
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    try (MeterCounter counter = metering.open(key("a"))) {
      for (long counted = 1; counted <= ENOUGH; counted++) {
        counter.add(1);
        out.println("counted " + counted);
      }
    }
  }
}
