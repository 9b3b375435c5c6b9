package dev.weir.transcoder.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What to run.
 *
 * @param program reads one FLV stream and writes another
 * @param arguments of the program
 * @param directories where it gets a private directory, which goes with it
 * @param limits what it may take
 * @param files what it finds in its directory; it writes none itself
 */
public record ChildCommand(
    Program program,
    List<String> arguments,
    PrivateDirectories directories,
    ChildLimits limits,
    List<ChildFile> files) {

  /** Copies the lists. */
  public ChildCommand {
    arguments = List.copyOf(arguments);
    files = List.copyOf(files);
  }

  /** One that finds nothing in its directory. */
  public ChildCommand(
      Program program, List<String> arguments, PrivateDirectories directories, ChildLimits limits) {
    this(program, arguments, directories, limits, List.of());
  }

  /** Makes the process's directory, with all that belongs there; may block. */
  Path prepare() throws IOException {
    Path directory = directories.create();
    try {
      for (ChildFile file : files) {
        file.writeTo(directory);
      }
      return directory;
    } catch (IOException | RuntimeException failed) {
      PrivateDirectories.remove(directory);
      throw failed;
    }
  }
}
