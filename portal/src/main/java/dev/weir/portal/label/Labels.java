package dev.weir.portal.label;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The labels of one stream.
 *
 * @param values by key
 */
public record Labels(SortedMap<String, String> values) {

  /** Most labels of a stream. */
  public static final int MAX = 10;

  /** Longest value, characters. */
  public static final int MAX_VALUE = 64;

  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_.-]{0,31}");
  private static final Labels NONE = new Labels(new TreeMap<>());

  /** One of them. */
  public record Label(String key, String value) {

    /** {@code key=value}. */
    public String text() {
      return key + "=" + value;
    }
  }

  /** Copies the map. */
  public Labels {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** No label. */
  public static Labels none() {
    return NONE;
  }

  /** Labels with these values; throws {@code WeirFault FORM_INVALID}. */
  public static Labels of(Map<String, String> values) {
    boolean good =
        values.size() <= MAX
            && values.entrySet().stream()
                .allMatch(entry -> accepts(entry.getKey(), entry.getValue()));
    if (!good) {
      throw new WeirFault(FaultCode.FORM_INVALID, "labels=" + values.size());
    }
    return new Labels(new TreeMap<>(values));
  }

  /** Reads lines of {@code key=value}; empty when one of them is none, or there are too many. */
  public static Optional<Labels> read(String text) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      Optional<Label> label = readOne(line);
      if (label.isEmpty() || values.put(label.get().key(), label.get().value()) != null) {
        return Optional.empty();
      }
    }
    return values.size() > MAX ? Optional.empty() : Optional.of(new Labels(values));
  }

  /** Reads {@code key=value}; empty when it is none. */
  public static Optional<Label> readOne(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return Optional.empty();
    }
    String key = text.substring(0, equals).strip();
    String value = text.substring(equals + 1).strip();
    return accepts(key, value) ? Optional.of(new Label(key, value)) : Optional.empty();
  }

  /** Whether one of them is this. */
  public boolean has(Label label) {
    return label.value().equals(values.get(label.key()));
  }

  /** One {@code key=value} a line. */
  public String text() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("\n"));
  }

  private static boolean accepts(String key, String value) {
    return KEY.matcher(key).matches()
        && !value.isBlank()
        && value.length() <= MAX_VALUE
        && value.chars().noneMatch(Character::isISOControl);
  }
}
