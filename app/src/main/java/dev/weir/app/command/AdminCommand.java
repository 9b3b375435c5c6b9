package dev.weir.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./weir admin}: looking after an installation. */
@Command(
    name = "admin",
    description = "Looks after an installation.",
    subcommands = {MigrateCommand.class, DoctorCommand.class})
public final class AdminCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: migrate or doctor.");
  }
}
