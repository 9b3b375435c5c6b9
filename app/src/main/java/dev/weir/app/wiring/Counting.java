package dev.weir.app.wiring;

import dev.weir.contract.metering.MeterBoot;
import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.metering.Metering;
import dev.weir.runtime.metering.RedisMeterOutlet;
import dev.weir.stream.lease.LeaseHolder;
import java.nio.file.Path;

/** What this process counts for the bill. */
final class Counting {

  private Counting() {}

  /** Before anything that counts: it ends behind all of it. */
  static Metering open(Parts parts, Shell shell, LeaseHolder self) {
    Path directory = shell.settings().node().dataDir().resolve("metering");
    Metering metering =
        parts.open(
            "metering",
            () ->
                Metering.open(
                    shell.settings().metering(),
                    directory,
                    new MeterBoot(self.node(), self.boot()),
                    new RedisMeterOutlet(shell.redis()),
                    shell.time()),
            Metering::close);
    metering.show(shell.metrics());
    return metering;
  }
}
