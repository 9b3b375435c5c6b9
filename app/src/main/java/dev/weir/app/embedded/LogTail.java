package dev.weir.app.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a server's log, for the sentence that says why it did not start. */
final class LogTail {

  private static final int MAX_CHARS = 600;

  private LogTail() {}

  static String of(Path log) {
    try {
      String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
      return text.substring(Math.max(0, text.length() - MAX_CHARS));
    } catch (IOException unreadable) {
      return "(no log at " + log + ")";
    }
  }
}
