package dev.weir.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./weir admin audit}: the log of who did what. */
@Command(
    name = "audit",
    description = "Looks after the audit log: who did what, when and from where.",
    subcommands = AuditVerifyCommand.class)
public final class AuditCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw AdminCommand.incomplete(spec);
  }
}
