package dev.weir.e2e.meter;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the counters of nodes stand at, each start of a process by itself, read from their files
 * without any code of Weir's. A process that was killed has left its own, until the next start has
 * told of it. One thread.
 */
public final class CounterFiles {

  private static final int HEAD_BYTES = 4_096;
  private static final int RECORD_BYTES = 640;
  private static final int LENGTH_AT = 24;
  private static final int KEY_AT = 32;
  private static final int TENANT_BYTES = 16;

  private final Map<String, Map<Counted, Long>> boots = new HashMap<>();

  /** Notes what the files below a data directory say now. One that goes meanwhile was noted. */
  public CounterFiles note(Path dataDir) {
    try {
      for (Path home : folders(dataDir.resolve("metering"))) {
        for (Path boot : folders(home)) {
          Path file = boot.resolve("counters");
          if (Files.exists(file)) {
            note(boot.getFileName().toString(), file);
          }
        }
      }
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void note(String boot, Path file) throws IOException {
    try {
      boots.put(boot, read(file));
    } catch (NoSuchFileException told) {
      if (!boots.containsKey(boot)) {
        throw told;
      }
    }
  }

  private static List<Path> folders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  /** Starts of processes whose counters were noted. */
  public int boots() {
    return boots.size();
  }

  /** All of them together, as they were last noted. */
  public Map<Counted, Long> sums() {
    Map<Counted, Long> sums = new HashMap<>();
    boots.values().forEach(one -> one.forEach((key, value) -> sums.merge(key, value, Long::sum)));
    return sums;
  }

  private static Map<Counted, Long> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
    Map<Counted, Long> counters = new HashMap<>();
    for (int at = HEAD_BYTES; at + RECORD_BYTES <= bytes.limit(); at += RECORD_BYTES) {
      int length = bytes.getInt(at + LENGTH_AT);
      long value = bytes.getLong(at);
      if (length > 0 && value > 0) {
        counters.merge(key(bytes.array(), at + KEY_AT, length), value, Long::sum);
      }
    }
    return counters;
  }

  private static Counted key(byte[] bytes, int at, int length) throws IOException {
    DataInputStream key = new DataInputStream(new ByteArrayInputStream(bytes, at, length));
    key.skipNBytes(TENANT_BYTES);
    String detail = key.readUTF();
    if (!key.readBoolean()) {
      return new Counted("", detail);
    }
    String domain = key.readUTF();
    String app = key.readUTF();
    if (domain.isEmpty() || app.isEmpty()) {
      throw new IOException("a stream has a domain and an app");
    }
    return new Counted(key.readUTF(), detail);
  }
}
