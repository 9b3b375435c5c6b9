package dev.weir.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./weir admin ledger}: what tenants have used. */
@Command(
    name = "ledger",
    description = "Looks after the ledger: what tenants have used, in five minutes each.",
    subcommands = LedgerVerifyCommand.class)
public final class LedgerCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw AdminCommand.incomplete(spec);
  }
}
