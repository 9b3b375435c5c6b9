package dev.weir.app.command;

import picocli.CommandLine.Option;

/** {@code --help}, the same for every command. */
public final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  private boolean wanted;

  /** Whether help was asked for; picocli answers it before the command runs. */
  public boolean wanted() {
    return wanted;
  }
}
