package dev.weir.recorder.shift;

import dev.weir.runtime.disk.PrivateFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/**
 * What is known of a slice when it begins, beside what every take knows; written before its first
 * segment.
 *
 * @param firstNumber media sequence number of its first segment
 * @param firstDiscontinuity discontinuity sequence number of its first segment
 * @param discontinuity whether its first segment does not go on from what was before
 * @param mark tells it from others that began at the same moment
 * @param window how long it can be gone back to
 */
record SliceFacts(
    long firstNumber, long firstDiscontinuity, boolean discontinuity, int mark, Duration window) {

  private static final String FILE = "slice.properties";

  static boolean isIn(Path take) {
    return Files.exists(take.resolve(FILE));
  }

  void write(Path take) throws IOException {
    Properties texts = new Properties();
    texts.setProperty("number", Long.toString(firstNumber));
    texts.setProperty("discontinuities", Long.toString(firstDiscontinuity));
    texts.setProperty("discontinuity", Boolean.toString(discontinuity));
    texts.setProperty("mark", Integer.toString(mark));
    texts.setProperty("window", Long.toString(window.toSeconds()));
    StringWriter text = new StringWriter();
    texts.store(text, null);
    PrivateFile.replace(take.resolve(FILE), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Reads what {@link #write} wrote; fails with an {@link IOException} for anything else. */
  static SliceFacts read(Path take) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(take.resolve(FILE))) {
      texts.load(reader);
      return new SliceFacts(
          Long.parseLong(texts.getProperty("number", "")),
          Long.parseLong(texts.getProperty("discontinuities", "")),
          Boolean.parseBoolean(texts.getProperty("discontinuity", "")),
          Integer.parseInt(texts.getProperty("mark", "")),
          Duration.ofSeconds(Long.parseLong(texts.getProperty("window", ""))));
    } catch (IllegalArgumentException unreadable) {
      throw new IOException("not the facts of a slice: " + take, unreadable);
    }
  }
}
