package dev.weir.app.command;

import dev.weir.app.wiring.AdminDatabase;
import dev.weir.app.wiring.Settings;
import dev.weir.portal.billing.invoice.InvoiceRun;
import dev.weir.runtime.clock.TimeSource;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./weir admin billing run}. */
@Command(
    name = "run",
    description = {
      "Makes a draft of a month's invoice for each tenant that is billed. It can be repeated: "
          + "drafts are made anew when the ledger or the terms say something else, and invoices "
          + "that are final are left alone. The portal does the same by itself, every hour.",
      "",
      "Works while Weir runs and while it does not. Exit code 0: all drafts are there; 1: some "
          + "could not be made.",
      ""
    })
public final class BillingRunCommand implements Callable<Integer> {

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      required = true,
      description = "The month, such as 2026-10.")
  private String month = "";

  @Mixin private final SettingOptions options = new SettingOptions();

  @Override
  public Integer call() {
    YearMonth asked = asked();
    Settings settings = Settings.read(options.load(Map.of()), "127.0.0.1");
    try (AdminDatabase admin = AdminDatabase.open(settings)) {
      return tell(new InvoiceRun(admin.database(), TimeSource.system()).run(asked), System.out);
    }
  }

  private YearMonth asked() {
    try {
      return YearMonth.parse(month);
    } catch (DateTimeException notOne) {
      throw new UsageException("'" + month + "' is no month. Write it as 2026-10.");
    }
  }

  static int tell(InvoiceRun.Tally tally, PrintStream out) {
    out.println(
        String.format(
            Locale.ROOT,
            "Drafts: %,d made, %,d made anew, %,d as they were. Left alone: %,d final, %,d not over,"
                + " %,d not billed.",
            tally.made(),
            tally.remade(),
            tally.same(),
            tally.finals(),
            tally.notOver(),
            tally.notBilled()));
    if (tally.failed() > 0) {
      out.println("FAILED: " + tally.failed() + "; the log says why.");
    }
    return tally.failed() == 0 ? 0 : 1;
  }
}
