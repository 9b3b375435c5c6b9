package dev.weir.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./weir admin user}: people's accounts. */
@Command(
    name = "user",
    description = "Looks after people's accounts.",
    subcommands = {UserCreateCommand.class, UserResetPasswordCommand.class})
public final class UserCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw AdminCommand.incomplete(spec);
  }
}
