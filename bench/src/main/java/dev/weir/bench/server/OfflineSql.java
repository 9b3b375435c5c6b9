package dev.weir.bench.server;

import dev.weir.bench.machine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Changes the database of a Weir that has run once and does not run now, by PostgreSQL's
 * single-user mode, which asks for no password.
 */
final class OfflineSql {

  private static final String INPUT = "offline.sql";

  private OfflineSql() {}

  /** Runs statements one after the other. */
  static void run(Path data, List<String> statements) throws IOException {
    Path folder = data.resolve("postgres");
    Path program = Databases.only(folder, "postgresql-*").resolve("bin/postgres");
    List<String> command =
        Databases.unprivileged(
            program.toString(), "--single", "-D", folder.resolve("cluster").toString(), "postgres");
    // There, the end of a line is the end of a statement.
    List<String> lines =
        statements.stream().map(statement -> statement.strip().replace('\n', ' ')).toList();
    String said = Command.run(command, Files.write(data.resolve(INPUT), lines));
    if (said.contains("ERROR:")) {
      throw new IOException("the database refused: " + said.strip());
    }
  }
}
