package dev.weir.portal.usage;

import dev.weir.portal.label.StreamValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Usage by a label of the streams: labels as they are now, also for what was used before they were
 * given.
 *
 * @param keys that can be chosen
 * @param key the one whose values are told apart; empty where no stream has a label
 * @param sums the largest first; what has no such label last. They add up to the whole
 */
public record LabelUsage(List<String> keys, String key, List<Sum> sums) {

  /** Copies the lists. */
  public LabelUsage {
    keys = List.copyOf(keys);
    sums = List.copyOf(sums);
  }

  /**
   * What the streams with one value used.
   *
   * @param value empty for streams without one
   */
  public record Sum(String value, long quantity) {}

  /**
   * The labels to divide by.
   *
   * @param keys that can be chosen
   * @param key the one that was chosen; empty where there is none
   */
  public record Choice(List<String> keys, String key, StreamValues values) {

    /** Copies the list. */
    public Choice {
      keys = List.copyOf(keys);
    }
  }

  /**
   * Divides usage.
   *
   * @param streams what the streams used, each once
   * @param total of all, also of what {@code streams} has no room for
   */
  public static LabelUsage of(Choice choice, List<UsageLine> streams, long total) {
    if (choice.key().isEmpty()) {
      return new LabelUsage(choice.keys(), "", List.of());
    }
    Map<String, Long> byValue = new HashMap<>();
    long labelled = 0;
    for (UsageLine line : streams) {
      String value = choice.values().of(line.domain(), line.app(), line.stream());
      if (!value.isEmpty()) {
        byValue.merge(value, line.quantity(), Long::sum);
        labelled += line.quantity();
      }
    }
    List<Sum> sums = new ArrayList<>();
    byValue.forEach((value, quantity) -> sums.add(new Sum(value, quantity)));
    sums.sort(Comparator.comparingLong(Sum::quantity).reversed().thenComparing(Sum::value));
    if (total > labelled) {
      sums.add(new Sum("", total - labelled));
    }
    return new LabelUsage(choice.keys(), choice.key(), sums);
  }
}
