package dev.weir.app.command;

import dev.weir.app.wiring.AdminDatabase;
import dev.weir.app.wiring.Settings;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.Meter;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.usage.Usage;
import dev.weir.portal.usage.UsageCut;
import dev.weir.portal.usage.UsageExport;
import dev.weir.portal.usage.UsageQuery;
import dev.weir.portal.usage.UsageStep;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./weir admin export}. */
@Command(
    name = "export",
    description = {
      "Writes what a tenant has used, told apart by everything that is counted apart: domain, app, "
          + "stream, rendition, and protocol or codec and tier. Quantities are whole bytes, "
          + "milliseconds, pieces, and bytes kept for an hour.",
      "",
      "Works while Weir runs and while it does not.",
      ""
    })
public final class ExportCommand implements Callable<Integer> {

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      required = true,
      description = "The tenant's id, as its settings and the operator's console show it.")
  private String tenant = "";

  @Option(
      names = "--from",
      paramLabel = "DAY",
      required = true,
      description = "The first day, in UTC, such as 2026-11-01.")
  private String from = "";

  @Option(names = "--to", paramLabel = "DAY", description = "The last day; the first unless said.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--step",
      paramLabel = "STEP",
      description = "five-minutes (up to 7 days), hour (up to 31), or day (up to 400).")
  private String step = "day";

  @Option(names = "--format", paramLabel = "FORMAT", description = "csv, or jsonl: JSON lines.")
  private String format = "csv";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write; the standard output unless said.")
  private Optional<Path> out = Optional.empty();

  @Mixin private final SettingOptions options = new SettingOptions();

  @Override
  public Integer call() {
    TenantId id = tenant();
    UsageExport export =
        UsageExport.parse(format)
            .orElseThrow(() -> new UsageException("There is no format '" + format + "'."));
    List<UsageQuery> queries = queries();
    Settings settings = Settings.read(options.load(Map.of()), "127.0.0.1");
    try (AdminDatabase admin = AdminDatabase.open(settings);
        Writer writer = writer()) {
      export.write(
          new Usage(admin.database()),
          Actor.commandLine(id),
          queries,
          piece -> write(writer, piece));
      return 0;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private TenantId tenant() {
    try {
      return TenantId.parse(tenant);
    } catch (IllegalArgumentException notOne) {
      throw new UsageException("'" + tenant + "' is no id of a tenant.");
    }
  }

  /** One for each meter. */
  private List<UsageQuery> queries() {
    UsageStep length =
        UsageStep.parse(step)
            .filter(one -> one != UsageStep.WHOLE)
            .orElseThrow(() -> new UsageException("There is no step '" + step + "'."));
    LocalDate first = day(from);
    LocalDate last = to.map(ExportCommand::day).orElse(first);
    try {
      return Arrays.stream(Meter.values())
          .map(meter ->
              new UsageQuery(meter, first, last, length, UsageCut.EVERYTHING, UsageQuery.Of.ALL))
          .toList();
    } catch (IllegalArgumentException no) {
      throw new UsageException("That cannot be asked for: " + no.getMessage() + ".");
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException notOne) {
      throw new UsageException("'" + text + "' is no day. Write it as 2026-11-01.");
    }
  }

  private Writer writer() throws IOException {
    return out.isPresent()
        ? Files.newBufferedWriter(out.get())
        : new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
  }

  private static void write(Writer writer, String piece) {
    try {
      writer.write(piece);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
