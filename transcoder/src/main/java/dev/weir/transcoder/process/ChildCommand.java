package dev.weir.transcoder.process;

import java.util.List;

/**
 * What to run.
 *
 * @param program reads one FLV stream and writes another
 * @param arguments of the program
 * @param directories where it gets a private directory, which goes with it
 * @param limits what it may take
 */
public record ChildCommand(
    Program program, List<String> arguments, PrivateDirectories directories, ChildLimits limits) {

  /** Copies the list. */
  public ChildCommand {
    arguments = List.copyOf(arguments);
  }
}
