package dev.weir.app;

import dev.weir.app.command.AdminCommand;
import dev.weir.app.command.DemoCommand;
import dev.weir.app.command.Faults;
import dev.weir.app.command.HelpOption;
import dev.weir.app.command.RehearseCommand;
import dev.weir.app.command.ServeCommand;
import dev.weir.app.command.UpCommand;
import dev.weir.app.command.VersionCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The process behind the launcher script. */
@Command(
    name = "./weir",
    description = "A self-hosted live-streaming platform.",
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      ServeCommand.class,
      AdminCommand.class,
      VersionCommand.class,
      RehearseCommand.class
    })
public final class Weir {

  private static final int HELP_COLUMNS = 100;

  private Weir() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine =
        new CommandLine(new Weir())
            .setExecutionExceptionHandler(Faults::report)
            .setUnmatchedOptionsArePositionalParams(true)
            .setUsageHelpWidth(HELP_COLUMNS);
    addHelp(commandLine);
    return commandLine;
  }

  private static void addHelp(CommandLine commandLine) {
    commandLine.addMixin("help", new HelpOption());
    commandLine.getSubcommands().values().forEach(Weir::addHelp);
  }
}
