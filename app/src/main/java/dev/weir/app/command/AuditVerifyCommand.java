package dev.weir.app.command;

import dev.weir.app.wiring.AdminDatabase;
import dev.weir.app.wiring.Settings;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.audit.AuditVerdict;
import dev.weir.portal.audit.AuditVerdict.Broken;
import dev.weir.portal.audit.AuditVerdict.Chain;
import dev.weir.portal.audit.AuditVerdict.Whole;
import dev.weir.portal.audit.AuditVerifier;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./weir admin audit verify}. */
@Command(
    name = "verify",
    description = {
      "Checks that nobody changed, removed, added or reordered entries of the audit log. "
          + "Each tenant has a chain of its own, in which every entry carries the hash of the "
          + "one before it; the platform has one, too.",
      "",
      "Prints a line for each chain: how many entries, and the hash of the last. Keep that "
          + "somewhere else, and later it proves that none of these entries went missing.",
      "",
      "Works while Weir runs and while it does not. Exit code 0: all is whole; 1: a chain is "
          + "broken, and the first entry that is not as it was written is named; 2: it could "
          + "not be looked at.",
      ""
    })
public final class AuditVerifyCommand implements Callable<Integer> {

  private static final int NAME_COLUMNS = 24;
  private static final String PLATFORM = "platform";

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      description = "Check this chain alone: the name or id of a tenant, or platform.")
  private Optional<String> tenant = Optional.empty();

  @Mixin private final SettingOptions options = new SettingOptions();

  @Override
  public Integer call() {
    Settings settings = Settings.read(options.load(Map.of()), "127.0.0.1");
    try (AdminDatabase admin = AdminDatabase.open(settings)) {
      return verify(new AuditVerifier(admin.database()), System.out);
    }
  }

  int verify(AuditVerifier verifier, PrintStream out) {
    List<Chain> chains = chosen(verifier.chains());
    int broken = 0;
    for (Chain chain : chains) {
      AuditVerdict verdict = verifier.verify(chain);
      out.println(line(verdict));
      broken += verdict instanceof Broken ? 1 : 0;
    }
    out.println(conclusion(chains.size(), broken));
    return broken == 0 ? 0 : 1;
  }

  private List<Chain> chosen(List<Chain> all) {
    if (tenant.isEmpty()) {
      return all;
    }
    String wanted = tenant.get();
    List<Chain> found =
        all.stream()
            .filter(chain ->
                name(chain).equalsIgnoreCase(wanted) || chain.tenant().toString().equals(wanted))
            .toList();
    if (found.isEmpty()) {
      throw new UsageException(
          "There is no audit log of a tenant '"
              + wanted
              + "'. Without --tenant all are checked, and named.");
    }
    return found;
  }

  private static String line(AuditVerdict verdict) {
    String name = padded(name(verdict.chain()));
    return switch (verdict) {
      case Whole whole ->
          String.format(
              Locale.ROOT, "%s %8d entries  head %s", name, whole.entries(), whole.head());
      case Broken broken ->
          String.format(
              Locale.ROOT, "%s BROKEN: entry %d %s", name, broken.seq(), broken.flaw().words());
    };
  }

  private static String padded(String name) {
    return name + " ".repeat(Math.max(0, NAME_COLUMNS - name.length()));
  }

  /** The platform has no row among the tenants, nor has a tenant that is gone. */
  private static String name(Chain chain) {
    if (chain.tenant().equals(AuditLog.PLATFORM)) {
      return PLATFORM;
    }
    return chain.name().isEmpty() ? chain.tenant().toString() : chain.name();
  }

  private static String conclusion(int chains, int broken) {
    if (chains == 0) {
      return "The audit log is empty.";
    }
    String counted = chains == 1 ? "1 chain" : chains + " chains";
    return counted + ", " + (broken == 0 ? "whole." : broken + " broken.");
  }
}
