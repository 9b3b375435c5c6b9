package dev.weir.contract.ladder;

import dev.weir.contract.identity.NameRule;
import dev.weir.contract.identity.StreamName;
import java.util.Optional;

/**
 * A template's name within its tenant, which is also what follows the {@code _} in the name of a
 * rendition: 1 to 32 letters and digits, case-sensitive, and never {@link #SOURCE}.
 */
public record TemplateId(String value) {

  /** Most characters. */
  public static final int MAX_LENGTH = 32;

  /** What a stream itself is called where its renditions are called by their templates. */
  public static final String SOURCE = "source";

  /** Stands between a stream's name and its template's. */
  public static final char SEPARATOR = '_';

  /** Throws {@link IllegalArgumentException} for anything else than such a name. */
  public TemplateId {
    if (!accepts(value)) {
      throw new IllegalArgumentException(
          "a template's name has 1 to " + MAX_LENGTH + " letters and digits, and is not " + SOURCE);
    }
  }

  /** Whether {@code text} is such a name. */
  public static boolean accepts(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && !text.equals(SOURCE)
        && text.chars()
            .allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
  }

  /**
   * The rendition of {@code source} by this template; empty when its name would be too long to be
   * one.
   */
  public Optional<StreamName> rendition(StreamName source) {
    String name = source.value() + SEPARATOR + value;
    return name.length() > 128 ? Optional.empty() : Optional.of(new StreamName(name));
  }

  /** The template that a stream's name would be a rendition by: what follows its last {@code _}. */
  public static Optional<TemplateId> named(StreamName stream) {
    int separator = stream.value().lastIndexOf(SEPARATOR);
    if (separator < 0) {
      return Optional.empty();
    }
    String suffix = stream.value().substring(separator + 1);
    return accepts(suffix) ? Optional.of(new TemplateId(suffix)) : Optional.empty();
  }

  /** The stream that would be the source of one of that name: what precedes its last {@code _}. */
  public static Optional<StreamName> source(StreamName stream) {
    String name = stream.value();
    return named(stream)
        .map(_ -> name.substring(0, name.lastIndexOf(SEPARATOR)))
        .filter(NameRule::accepts)
        .map(StreamName::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
