package dev.weir.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How many streams and viewers the demo tenant may have, and how much may be sent to them: at first
 * 200 streams and 10 Gbit/s, too little for measurements of many. It is changed in the database
 * itself.
 */
final class StreamLimit {

  /** What raises them. */
  static final List<String> SQL =
      List.of(
          "UPDATE quota_default SET maximum = 1000000000000000",
          "UPDATE domain_push SET max_live_streams = 100000");

  private static final String RAISED = "stream-limits-raised";

  private StreamLimit() {}

  /** Whether it has been done in this data directory. */
  static boolean isRaised(Path data) {
    return Files.exists(data.resolve(RAISED));
  }

  /** Raises it in the data directory of a Weir that has run once and does not run now. */
  static void raise(Path data) throws IOException {
    OfflineSql.run(data, SQL);
    Files.createFile(data.resolve(RAISED));
  }
}
