package dev.weir.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./weir admin billing}: what tenants are billed. */
@Command(
    name = "billing",
    description = "Makes the drafts of a month's invoices, and proves invoices by the ledger.",
    subcommands = {BillingRunCommand.class, BillingVerifyCommand.class})
public final class BillingCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw AdminCommand.incomplete(spec);
  }
}
