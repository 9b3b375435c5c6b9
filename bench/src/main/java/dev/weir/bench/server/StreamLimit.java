package dev.weir.bench.server;

import dev.weir.bench.machine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How many streams may be live on the demo tenant's domain: 200 at first, too few for a measurement
 * of many publishers. It is changed in the database itself while Weir is stopped, by PostgreSQL's
 * single-user mode, which asks for no password.
 */
final class StreamLimit {

  private static final String RAISED = "stream-limit-raised";
  private static final String SQL = "UPDATE domain_push SET max_live_streams = 100000\n";

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
