package dev.weir.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./weir admin}: looking after an installation. */
@Command(
    name = "admin",
    description = "Looks after an installation.",
    subcommands = {
      MigrateCommand.class,
      DoctorCommand.class,
      AuditCommand.class,
      LedgerCommand.class,
      BillingCommand.class,
      ExportCommand.class,
      TenantCommand.class,
      UserCommand.class
    })
public final class AdminCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw incomplete(spec);
  }

  /** What is said about a command that needs one of its own commands behind it. */
  static ParameterException incomplete(CommandSpec spec) {
    return new ParameterException(
        spec.commandLine(),
        "Say what to do: " + String.join(", ", spec.subcommands().keySet()) + ".");
  }
}
