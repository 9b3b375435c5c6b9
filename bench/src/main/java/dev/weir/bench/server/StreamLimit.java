package dev.weir.bench.server;

import dev.weir.bench.machine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How many streams and viewers the demo tenant may have, and how much may be sent to them: at first
 * 200 streams and 10 Gbit/s, too little for measurements of many. It is changed in the database
 * itself while Weir is stopped, by PostgreSQL's single-user mode, which asks for no password and
 * takes one statement a line.
 */
final class StreamLimit {

  private static final String RAISED = "stream-limits-raised";
  private static final String SQL =
      """
      UPDATE quota_default SET maximum = 1000000000000000
      UPDATE domain_push SET max_live_streams = 100000
      """;

  private StreamLimit() {}

  /** Whether it has been done in this data directory. */
  static boolean isRaised(Path data) {
    return Files.exists(data.resolve(RAISED));
  }

  /** Raises it in the data directory of a Weir that has run once and does not run now. */
  static void raise(Path data) throws IOException {
    Path folder = data.resolve("postgres");
    Path program = Databases.only(folder, "postgresql-*").resolve("bin/postgres");
    List<String> command =
        Databases.unprivileged(
            program.toString(), "--single", "-D", folder.resolve("cluster").toString(), "postgres");
    Path sql = Files.writeString(data.resolve("stream-limit.sql"), SQL);
    Command.run(command, sql);
    Files.createFile(data.resolve(RAISED));
  }
}
