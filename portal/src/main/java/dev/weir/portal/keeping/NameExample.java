package dev.weir.portal.keeping;

import dev.weir.contract.keeping.NameTemplate;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file would be called, while somebody types its name. Public for the templates of pages.
 *
 * @param text the name, with every field replaced; as it was typed when it is none
 * @param values what stands in for each field, as JSON
 * @param ending with the dot
 * @param fields what can stand in braces
 */
public record NameExample(String text, String values, String ending, List<String> fields) {

  static final String FIELD = "name";

  private static final Map<NameTemplate.Field, String> VALUES =
      Map.of(
          NameTemplate.Field.APP, "live",
          NameTemplate.Field.STREAM, "demo01",
          NameTemplate.Field.SEQUENCE, "0",
          NameTemplate.Field.START, "2026-11-23-09-30-00",
          NameTemplate.Field.END, "2026-11-23-10-30-00",
          NameTemplate.Field.UNIX, "1795426200",
          NameTemplate.Field.DATE, "2026-11-23");

  /** The field of a form in which a name is typed. */
  static Field field() {
    return Field.text(FIELD, NameTemplate.MAX_LENGTH).mandatory();
  }

  /** Reads it; empty when it is wrong, which is said then. */
  static Optional<NameTemplate> read(Form form) {
    Optional<NameTemplate> name = parse(form.text(FIELD).strip());
    if (name.isEmpty() && form.field(FIELD).errors().isEmpty()) {
      form.error(FIELD, "name.wrong");
    }
    return name;
  }

  static NameExample of(String typed, String ending) {
    JsonObject values = new JsonObject();
    VALUES.forEach((field, value) -> values.put(field.written(), value));
    return new NameExample(
        parse(typed).map(name -> name.fill(VALUES)).orElse(typed) + ending,
        values.encode(),
        ending,
        Arrays.stream(NameTemplate.Field.values()).map(NameTemplate.Field::written).toList());
  }

  private static Optional<NameTemplate> parse(String typed) {
    try {
      return Optional.of(new NameTemplate(typed));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
