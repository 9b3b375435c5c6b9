package dev.weir.app.command;

import dev.weir.app.wiring.Schema;
import dev.weir.migrations.Migrations;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./weir admin migrate}. */
@Command(
    name = "migrate",
    description = {
      "Brings the external database that postgres.url names to the newest schema. A "
          + "portal does so by itself when it starts; this is for doing it before.",
      ""
    })
public final class MigrateCommand implements Callable<Integer> {

  @Mixin private final SettingOptions options = new SettingOptions();

  @Override
  public Integer call() {
    Optional<URI> url = options.load(Map.of()).reader().uri("postgres.url");
    Migrations.Outcome outcome =
        Schema.migrate(
            url.orElseThrow(() ->
                new UsageException(
                    "Say which database: --postgres.url=postgresql://user:password@host/name")));
    System.out.println(
        outcome.applied() == 0
            ? "The schema is at version " + outcome.version() + " already."
            : outcome.applied()
                + " migrations applied; the schema is at "
                + outcome.version()
                + ".");
    return 0;
  }
}
