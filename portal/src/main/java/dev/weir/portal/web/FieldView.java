package dev.weir.portal.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form as the fragments of {@code web/field} show it. Public for the templates.
 *
 * @param field as declared
 * @param id of its control
 * @param key of its label in the page's bundle
 * @param values what was typed, or stands there already
 * @param errors what is wrong with it
 */
public record FieldView(
    Field field, String id, String key, List<String> values, List<Text> errors) {

  /** Name in the request. */
  public String name() {
    return field.name();
  }

  /** The {@code type} of its input element. */
  public String type() {
    return field.kind().type();
  }

  /** The first value; empty where there is none, and for what is never shown again. */
  public String value() {
    return values.isEmpty() || field.kind() == Field.Kind.SECRET ? "" : values.getFirst();
  }

  /** Whether this is among its values. */
  public boolean has(String value) {
    return values.contains(value);
  }

  /** Whether something is wrong with it. */
  public boolean wrong() {
    return !errors.isEmpty();
  }

  /** Where a link from the summary of errors leads. */
  public String target() {
    boolean several = field.kind() == Field.Kind.SEVERAL;
    return several ? id + "-group" : id;
  }

  /** The ids of what describes the control, for {@code aria-describedby}; null for nothing. */
  public @Nullable String describedBy(boolean hint) {
    String ids = ((hint ? id + "-hint " : "") + (wrong() ? id + "-error" : "")).strip();
    return ids.isEmpty() ? null : ids;
  }
}
