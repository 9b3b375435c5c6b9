package dev.weir.app.command;

import dev.weir.app.wiring.NoDatabaseException;
import dev.weir.runtime.config.ConfigException;
import dev.weir.runtime.postgres.UnboundRoleException;
import dev.weir.stream.lease.NodeTwinException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Failures of a command as a person reads them: what is wrong, and what to do. */
public final class Faults {

  private static final int MAX_CAUSES = 10;

  private Faults() {}

  /** Prints the failure and gives the exit code: 2 when it is the caller's to mend, else 1. */
  public static int report(Exception failure, CommandLine command, ParseResult arguments) {
    Throwable cause = failure;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      switch (cause) {
        case ConfigException config -> {
          command.getErr().println("Weir cannot start with this configuration:");
          config.problems().forEach(problem -> command.getErr().println("  " + problem));
          return CommandLine.ExitCode.USAGE;
        }
        case UnboundRoleException unbound -> {
          command.getErr().println(unbound.getMessage());
          return CommandLine.ExitCode.USAGE;
        }
        case NoDatabaseException none -> {
          command.getErr().println(none.getMessage());
          return CommandLine.ExitCode.USAGE;
        }
        case UsageException usage -> {
          command.getErr().println(usage.getMessage());
          return CommandLine.ExitCode.USAGE;
        }
        case NodeTwinException twin -> {
          command.getErr().println(twin.getMessage());
          return CommandLine.ExitCode.SOFTWARE;
        }
        default -> cause = cause.getCause();
      }
    }
    failure.printStackTrace(command.getErr());
    return CommandLine.ExitCode.SOFTWARE;
  }
}
