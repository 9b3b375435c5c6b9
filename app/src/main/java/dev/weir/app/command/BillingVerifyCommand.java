package dev.weir.app.command;

import dev.weir.app.wiring.AdminDatabase;
import dev.weir.app.wiring.Settings;
import dev.weir.portal.billing.invoice.InvoiceVerifier;
import dev.weir.runtime.clock.TimeSource;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./weir admin billing verify}. */
@Command(
    name = "verify",
    description = {
      "Makes each invoice of the last twelve months again from the ledger, and checks that it is "
          + "the one that is stored, that numbers have no gaps, and that the book owes what "
          + "invoices say.",
      "",
      "Works while Weir runs and while it does not. Exit code 0: all is right; 1: something is "
          + "not, and is named; 2: it could not be looked at.",
      ""
    })
public final class BillingVerifyCommand implements Callable<Integer> {

  @Mixin private final SettingOptions options = new SettingOptions();

  @Override
  public Integer call() {
    Settings settings = Settings.read(options.load(Map.of()), "127.0.0.1");
    try (AdminDatabase admin = AdminDatabase.open(settings)) {
      return tell(new InvoiceVerifier(admin.database(), TimeSource.system()).verify(), System.out);
    }
  }

  static int tell(InvoiceVerifier.Verdict verdict, PrintStream out) {
    out.println(
        String.format(
            Locale.ROOT,
            "%,d invoices made again, %,d older than the ledger",
            verdict.proven(),
            verdict.tooOld()));
    verdict.flaws().forEach(flaw -> out.println("WRONG: " + flaw));
    out.println(
        switch (verdict.flaws().size()) {
          case 0 -> "All is right.";
          case 1 -> "One thing is wrong.";
          default -> verdict.flaws().size() + " things are wrong.";
        });
    return verdict.flaws().isEmpty() ? 0 : 1;
  }
}
