package dev.weir.transcoder.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that lies in a process's private directory before it starts, and goes with it.
 *
 * @param name without folders
 * @param content what is in it
 */
public record ChildFile(String name, Content content) {

  /** Where the bytes come from. */
  @FunctionalInterface
  public interface Content {

    /** All of them; may block, and is asked before each start. */
    byte[] bytes() throws IOException;
  }

  void writeTo(Path directory) throws IOException {
    Files.write(directory.resolve(name), content.bytes());
  }
}
