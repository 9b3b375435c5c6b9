package dev.weir.testkit.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files among a module's test resources that say what is right. Run the tests with {@code
 * -Dweir.goldens=write} to write them anew, and read the difference before committing it.
 */
public final class Golden {

  private static final boolean WRITE = "write".equals(System.getProperty("weir.goldens"));

  private Golden() {}

  /** The bytes of a test resource, for example {@code flv/mp3.flv}. */
  public static byte[] bytes(String resource) {
    byte[] bytes = find(resource);
    if (bytes == null) {
      throw new AssertionError("no test resource " + resource);
    }
    return bytes;
  }

  /** Fails unless {@code actual} is what the resource says; tells the first line that differs. */
  public static void assertMatches(String resource, String actual) {
    if (WRITE) {
      write(resource, actual);
      return;
    }
    byte[] golden = find(resource);
    List<String> expected =
        golden == null ? List.of() : new String(golden, StandardCharsets.UTF_8).lines().toList();
    List<String> lines = actual.lines().toList();
    for (int i = 0; i < Math.max(expected.size(), lines.size()); i++) {
      String wanted = i < expected.size() ? expected.get(i) : "(nothing)";
      String found = i < lines.size() ? lines.get(i) : "(nothing)";
      if (!wanted.equals(found)) {
        throw new AssertionError(
            "%s, line %d%n  golden: %s%n  actual: %s%n(-Dweir.goldens=write accepts it)"
                .formatted(resource, i + 1, wanted, found));
      }
    }
  }

  private static byte @Nullable [] find(String resource) {
    try (InputStream stream = ClassLoader.getSystemResourceAsStream(resource)) {
      return stream == null ? null : stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String resource, String actual) {
    try {
      Path path = Path.of("src", "test", "resources").resolve(resource);
      Files.createDirectories(path.getParent());
      Files.writeString(path, actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
