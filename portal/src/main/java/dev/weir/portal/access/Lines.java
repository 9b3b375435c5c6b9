package dev.weir.portal.access;

import dev.weir.contract.policy.AccessList;
import dev.weir.portal.domain.access.AccessDocument;
import dev.weir.portal.domain.access.EntryKind;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lists, numbers and sets as forms have them. What is wrong is said beside its field. */
final class Lines {

  /** Longest list, characters. */
  static final int MAX_LENGTH = 20_000;

  /** Most wrong lines that are named; there is more to mend then. */
  private static final int MAX_NAMED = 5;

  /** Longest piece of a wrong line that is repeated. */
  private static final int MAX_QUOTED = 60;

  private static final String EFFECT = "-effect";

  private Lines() {}

  /** What being on a list means, the first of its two fields. */
  static Field effect(String name) {
    return Field.choice(name, "off", "allow", "deny").mandatory();
  }

  /** One entry a line, the other. */
  static Field entries(String name) {
    return Field.area(name, MAX_LENGTH);
  }

  /** Puts a list into the values of its fields. */
  static <T> void put(
      Map<String, List<String>> values, String name, EntryKind<T> kind, AccessList<T> list) {
    values.put(name + EFFECT, List.of(AccessDocument.name(list.effect())));
    values.put(
        name, List.of(String.join("\n", list.entries().stream().map(kind.write()).toList())));
  }

  /** The list that was typed; each line that is no entry is named. */
  static <T> AccessList<T> read(Form form, String name, EntryKind<T> kind) {
    List<T> entries = new ArrayList<>();
    List<String> lines = form.text(name).lines().map(String::strip).toList();
    int wrong = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isEmpty()) {
        continue;
      }
      Optional<T> entry = kind.find(line);
      entry.ifPresent(entries::add);
      if (entry.isEmpty() && ++wrong <= MAX_NAMED) {
        form.error(name, String.join(".", name, "wrong"), i + 1, quoted(line));
      }
    }
    if (wrong > MAX_NAMED) {
      form.error(name, "wrong.more", wrong - MAX_NAMED);
    }
    List<T> distinct = entries.stream().distinct().toList();
    if (distinct.size() > AccessList.MAX_ENTRIES) {
      form.error(name, "wrong.many", AccessList.MAX_ENTRIES);
      return AccessList.off();
    }
    return new AccessList<>(effect(form, name + EFFECT), distinct);
  }

  static List<String> flag(boolean set) {
    return set ? List.of("on") : List.of();
  }

  /** Constants as the values of a field for several, in the order of their declaration. */
  static <E extends Enum<E>> List<String> names(Collection<E> constants) {
    return constants.stream().sorted().map(Lines::name).toList();
  }

  /** Those of {@code all} that were ticked. */
  static <E extends Enum<E>> Set<E> constants(Form form, String field, EnumSet<E> all) {
    EnumSet<E> chosen = EnumSet.copyOf(all);
    chosen.removeIf(constant -> !form.all(field).contains(name(constant)));
    return chosen;
  }

  /** The number in a field; the other one where there is none, which is said beside it. */
  static int number(Form form, String field, int least, int most, int otherwise) {
    Optional<Long> number = form.number(field);
    boolean fits = number.filter(value -> value >= least && value <= most).isPresent();
    if (number.isPresent() && !fits) {
      form.error(field, "range", least, most);
    }
    return fits ? Math.toIntExact(number.orElseThrow()) : otherwise;
  }

  private static AccessList.Effect effect(Form form, String field) {
    return switch (form.text(field)) {
      case "allow" -> AccessList.Effect.ALLOW;
      case "deny" -> AccessList.Effect.DENY;
      default -> AccessList.Effect.OFF;
    };
  }

  private static String quoted(String line) {
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
