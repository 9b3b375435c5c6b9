package dev.weir.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./weir version}. */
@Command(name = "version", description = "Prints the version of Weir and of the Java it runs on.")
public final class VersionCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    System.out.println(
        "Weir " + (version == null ? "development" : version) + ", Java " + Runtime.version());
    return 0;
  }
}
