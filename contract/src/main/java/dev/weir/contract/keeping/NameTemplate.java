package dev.weir.contract.keeping;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How kept objects are called: a path in which {@code {Names}} stand for what differs, as
 * ApsaraVideo Live has them, without the extension that the format adds.
 *
 * @param text 1 to {@link #MAX_LENGTH} characters of letters, digits, {@code - _ . /} and fields
 */
public record NameTemplate(String text) {

  /** Most characters, fields counted as they are written. */
  public static final int MAX_LENGTH = 200;

  private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z]+)}");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]*");

  /** What recordings are called unless a rule says otherwise. */
  public static final NameTemplate RECORDING =
      new NameTemplate(
          "record/{AppName}/{StreamName}/{Sequence}_{EscapedStartTime}_{EscapedEndTime}");

  /** What snapshots of a sequence are called unless a rule says otherwise. */
  public static final NameTemplate SNAPSHOT =
      new NameTemplate("snapshot/{AppName}/{StreamName}/{UnixTimestamp}");

  /** Throws {@link IllegalArgumentException} for what is no safe relative path. */
  public NameTemplate {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a name has 1 to " + MAX_LENGTH + " characters");
    }
    Matcher fields = FIELD.matcher(text);
    while (fields.find()) {
      Field.of(fields.group(1));
    }
    String plain = FIELD.matcher(text).replaceAll("x");
    if (!PLAIN.matcher(plain).matches() || !isRelative(plain)) {
      throw new IllegalArgumentException(
          "a name is a path of letters, digits, '-', '_', '.' and fields in braces");
    }
  }

  /** What can stand in braces. */
  public enum Field {
    /** The stream's app. */
    APP("AppName"),
    /** The stream's name. */
    STREAM("StreamName"),
    /**
     * Counts the files of a recording from 0. Of snapshots, a number that rises from one to the
     * next, over all publishes of the stream.
     */
    SEQUENCE("Sequence"),
    /** When the media begins, in UTC, as {@code 2026-11-23-09-30-00}. */
    START("EscapedStartTime"),
    /** When the media ends, likewise. */
    END("EscapedEndTime"),
    /** When the media begins, or was seen, in seconds since 1970. */
    UNIX("UnixTimestamp"),
    /** The day on which the media begins, in UTC, as {@code 2026-11-23}. */
    DATE("Date");

    private final String written;

    Field(String written) {
      this.written = written;
    }

    /** How it is called between the braces. */
    public String written() {
      return written;
    }

    static Field of(String written) {
      for (Field field : values()) {
        if (field.written.equals(written)) {
          return field;
        }
      }
      throw new IllegalArgumentException("there is no field {" + written + "}");
    }
  }

  /** Whether two objects of one stream can be told apart by it. */
  public boolean distinguishes() {
    return text.contains("{UnixTimestamp}") || text.contains("{Sequence}");
  }

  /** Whether a name is not known before the media ends. */
  public boolean tellsEnd() {
    return text.contains("{" + Field.END.written() + "}");
  }

  /** The name, with every field replaced; one without a value is left out. */
  public String fill(Map<Field, String> values) {
    return FIELD
        .matcher(text)
        .replaceAll(
            field -> Matcher.quoteReplacement(values.getOrDefault(Field.of(field.group(1)), "")));
  }

  private static boolean isRelative(String path) {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}
