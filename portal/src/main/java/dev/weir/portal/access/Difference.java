package dev.weir.portal.access;

import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.web.FieldView;
import dev.weir.portal.web.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * One setting that is not the same in two versions. Public for the template.
 *
 * @param key of its name among the texts of the settings' page
 * @param kind {@code flag}; {@code words} for values that are ends of keys there; {@code plain} for
 *     texts of their own
 */
public record Difference(String key, String kind, Value then, Value now) {

  private static final int MAX_SHOWN = 12;

  /**
   * A value, cut to what can be looked over.
   *
   * @param texts none for nothing
   * @param more how many are not shown
   */
  public record Value(List<String> texts, int more) {

    private static Value of(List<String> texts) {
      List<String> lines = texts.stream().flatMap(String::lines).toList();
      int shown = Math.min(lines.size(), MAX_SHOWN);
      return new Value(lines.subList(0, shown), lines.size() - shown);
    }
  }

  /** What differs, in the order of the page. */
  static List<Difference> between(List<AccessPart> parts, AccessSettings then, AccessSettings now) {
    List<Difference> found = new ArrayList<>();
    for (AccessPart part : parts) {
      SequencedMap<String, List<String>> present = part.values(now);
      part.values(then)
          .forEach((field, values) -> {
            List<String> other = present.getOrDefault(field, List.of());
            if (!values.equals(other)) {
              FieldView view = Form.blank(part.shape()).field(field);
              found.add(new Difference(view.key(), kind(view), Value.of(values), Value.of(other)));
            }
          });
    }
    return found;
  }

  private static String kind(FieldView view) {
    return switch (view.field().kind()) {
      case FLAG -> "flag";
      case CHOICE, SEVERAL -> "words";
      case TEXT, EMAIL, NUMBER, SECRET, AREA, FILE, HIDDEN -> "plain";
    };
  }
}
