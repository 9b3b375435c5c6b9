package dev.weir.portal.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a form consists of, declared once. Its name begins the ids of its controls and the keys of
 * its texts: the label of {@code email} in the form {@code invite} is the message {@code
 * invite.email}, its hint, where there is one, {@code invite.email.hint}, and the title of its
 * choice {@code owner} {@code invite.email.owner}. Immutable.
 */
public final class FormShape {

  /** Name of the hidden field that holds which version of a thing was edited. */
  static final String VERSION = "version";

  private final String name;
  private final Map<String, Field> fields;

  private FormShape(String name, Map<String, Field> fields) {
    this.name = name;
    this.fields = fields;
  }

  /** A form with these fields, in the order of its page. */
  public static FormShape of(String name, Field... fields) {
    Map<String, Field> byName = new LinkedHashMap<>();
    for (Field field : fields) {
      if (byName.put(field.name(), field) != null) {
        throw new IllegalArgumentException("two fields are called " + field.name());
      }
    }
    return new FormShape(name, byName);
  }

  /** The same for something that several may edit: it carries the version that was shown. */
  public FormShape versioned() {
    Map<String, Field> more = new LinkedHashMap<>(fields);
    more.put(VERSION, Field.hidden(VERSION));
    return new FormShape(name, more);
  }

  String name() {
    return name;
  }

  List<Field> fields() {
    return List.copyOf(fields.values());
  }

  Optional<Field> find(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  Field field(String field) {
    return find(field)
        .orElseThrow(() -> new IllegalArgumentException(name + " has no field " + field));
  }
}
