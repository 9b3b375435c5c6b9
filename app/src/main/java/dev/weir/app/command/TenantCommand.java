package dev.weir.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./weir admin tenant}: the platform's customers. */
@Command(
    name = "tenant",
    description = "Looks after tenants.",
    subcommands = TenantCreateCommand.class)
public final class TenantCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw AdminCommand.incomplete(spec);
  }
}
