package dev.weir.runtime.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Typed values by dotted, kebab-case key, each with its default. A value that cannot be read
 * becomes a problem for {@link ConfigSource#verify()} and the default stands in for it, so that one
 * start tells all problems.
 */
public final class ConfigReader {

  private static final int MAX_PORT = 65_535;

  /** RFC 3986, section 3.1. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

  private final ConfigSource source;

  ConfigReader(ConfigSource source) {
    this.source = source;
  }

  /** A text; surrounding blanks do not count. */
  public String text(String key, String fallback) {
    return read(key, fallback, "a text", text -> text);
  }

  /** A text that may be absent or empty; both read as empty. */
  public Optional<String> text(String key) {
    String text = text(key, "");
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** A TCP port, 1 to 65535; 0 lets the system choose one. */
  public int port(String key, int fallback) {
    return count(key, fallback, 0, MAX_PORT);
  }

  /** A whole number within limits, both included. */
  public int count(String key, int fallback, int least, int most) {
    return read(
        key,
        fallback,
        "a whole number from %d to %d".formatted(least, most),
        text -> {
          int value = Integer.parseInt(text);
          if (value < least || value > most) {
            throw new IllegalArgumentException("out of range");
          }
          return value;
        });
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean fallback) {
    return read(
        key,
        fallback,
        "true or false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("neither");
            });
  }

  /**
   * A length of time, such as {@code 350ms}, {@code 10s}, {@code 5m}, {@code 24h} or {@code 7d}.
   */
  public Duration duration(String key, Duration fallback) {
    return read(
        key, fallback, "a length of time such as 350ms, 10s, 5m, 24h or 7d", Units::duration);
  }

  /** A size in bytes, such as {@code 512}, {@code 64KiB}, {@code 16MiB} or {@code 1GiB}. */
  public long bytes(String key, long fallbackBytes) {
    return read(key, fallbackBytes, "a size such as 512, 64KiB, 16MiB or 1GiB", Units::bytes);
  }

  /** A URI; absent or empty reads as empty. */
  public Optional<URI> uri(String key) {
    return read(
        key,
        Optional.empty(),
        "a URL",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(absolute(text)));
  }

  /** A URI. */
  public URI uri(String key, URI fallback) {
    return read(key, fallback, "a URL", ConfigReader::absolute);
  }

  /** A path; relative ones start at the working directory. */
  public Path path(String key, Path fallback) {
    return read(key, fallback, "a path", Path::of);
  }

  /** Texts separated by commas, or a YAML list. */
  public List<String> list(String key, List<String> fallback) {
    return read(
        key,
        fallback,
        "a list",
        text ->
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList());
  }

  /** Whatever {@code parse} makes of the text; it refuses by {@link IllegalArgumentException}. */
  public <T> T value(String key, T fallback, String expected, Function<String, T> parse) {
    return read(key, fallback, expected, parse);
  }

  /** Declares that a key went out of use, so that whoever still has it is told the new name. */
  public void retired(String key, String successor) {
    source.retire(key, successor);
  }

  /**
   * Adds a problem that only the room itself can see, such as two values that exclude each other.
   */
  public void problem(String sentence) {
    source.problem(sentence);
  }

  private <T> T read(String key, T fallback, String expected, Function<String, T> parse) {
    Optional<ConfigValue> written = source.find(key);
    if (written.isEmpty()) {
      return fallback;
    }
    String text = written.get().text().strip();
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | ArithmeticException unreadable) {
      source.problem(
          "%s (%s) is %s, expected %s"
              .formatted(key, written.get().origin(), quoted(key, text), expected));
      return fallback;
    }
  }

  /**
   * Secrets stay out of sentences that end up in logs. An address may hold a password, and where,
   * nobody can say of one that cannot be read: no more than how it begins is quoted.
   */
  private static String quoted(String key, String text) {
    if (key.endsWith("secret") || key.endsWith("token") || key.endsWith("password")) {
      return "not readable";
    }
    Matcher scheme = SCHEME.matcher(text);
    if (key.endsWith("url")) {
      return scheme.lookingAt() ? "\"" + scheme.group() + "…\"" : "not readable";
    }
    return "\"" + text + "\"";
  }

  private static URI absolute(String text) {
    try {
      URI uri = new URI(text);
      if (!uri.isAbsolute()) {
        throw new IllegalArgumentException("no scheme");
      }
      return uri;
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }
}
