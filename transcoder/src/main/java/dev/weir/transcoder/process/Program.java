package dev.weir.transcoder.process;

import java.io.IOException;
import java.nio.file.Path;

/** An executable that may have to be unpacked first. */
@FunctionalInterface
public interface Program {

  /** Where it is; may block, and is asked before each start. */
  Path path() throws IOException;
}
