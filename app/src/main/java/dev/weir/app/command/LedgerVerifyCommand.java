package dev.weir.app.command;

import dev.weir.app.wiring.AdminDatabase;
import dev.weir.app.wiring.Settings;
import dev.weir.portal.metering.LedgerVerdict;
import dev.weir.portal.metering.LedgerVerifier;
import dev.weir.runtime.clock.TimeSource;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./weir admin ledger verify}. */
@Command(
    name = "verify",
    description = {
      "Checks that the ledger is whole: that no batch of what a node counted is missing, that the "
          + "ledger has exactly what nodes told, neither more nor less, and that the sums of hours "
          + "and days are those of their five minutes.",
      "",
      "Works while Weir runs and while it does not. Exit code 0: all is whole; 1: something is "
          + "not, and is named; 2: it could not be looked at.",
      ""
    })
public final class LedgerVerifyCommand implements Callable<Integer> {

  @Mixin private final SettingOptions options = new SettingOptions();

  @Override
  public Integer call() {
    Settings settings = Settings.read(options.load(Map.of()), "127.0.0.1");
    try (AdminDatabase admin = AdminDatabase.open(settings)) {
      return tell(new LedgerVerifier(admin.database(), TimeSource.system()).verify(), System.out);
    }
  }

  static int tell(LedgerVerdict verdict, PrintStream out) {
    out.println(
        String.format(
            Locale.ROOT,
            "%,d batches of %,d starts of nodes; %,d rows of five minutes in %,d days",
            verdict.batches(),
            verdict.boots(),
            verdict.rows(),
            verdict.days()));
    verdict.flaws().forEach(flaw -> out.println("WRONG: " + flaw.words()));
    out.println(conclusion(verdict));
    return verdict.flaws().isEmpty() ? 0 : 1;
  }

  private static String conclusion(LedgerVerdict verdict) {
    return switch (verdict.flaws().size()) {
      case 0 -> verdict.boots() + verdict.rows() == 0 ? "The ledger is empty." : "All is whole.";
      case 1 -> "One thing is wrong.";
      default -> verdict.flaws().size() + " things are wrong.";
    };
  }
}
