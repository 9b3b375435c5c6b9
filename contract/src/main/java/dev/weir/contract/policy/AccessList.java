package dev.weir.contract.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A list that lets in or keeps out.
 *
 * @param effect what being on the list means
 * @param entries the list
 */
public record AccessList<T>(Effect effect, List<T> entries) {

  /** Most entries of a list. */
  public static final int MAX_ENTRIES = 500;

  /** What being on a list means. */
  public enum Effect {
    /** Nothing: the list is kept, and not looked at. */
    OFF,
    /** Who is on it may enter, and nobody else. */
    ALLOW,
    /** Who is on it may not enter, and everybody else may. */
    DENY
  }

  /** Copies the list; throws {@link IllegalArgumentException} when it is too long. */
  public AccessList {
    entries = List.copyOf(entries);
    if (entries.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException("a list has at most " + MAX_ENTRIES + " entries");
    }
  }

  /** A list that nobody looks at. */
  public static <T> AccessList<T> off() {
    return new AccessList<>(Effect.OFF, List.of());
  }

  /** Whether somebody may enter whom the entries that hold for {@code matches} mean. */
  public boolean admits(Predicate<T> matches) {
    return switch (effect) {
      case OFF -> true;
      case ALLOW -> first(matches).isPresent();
      case DENY -> first(matches).isEmpty();
    };
  }

  /** The first entry for which {@code matches} holds, whatever being on the list means. */
  public Optional<T> first(Predicate<T> matches) {
    for (T entry : entries) {
      if (matches.test(entry)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }
}
