package dev.weir.portal.api.contract;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * A parameter outside of the body.
 *
 * @param name as sent
 * @param in where it is sent
 * @param required whether it must be there
 * @param description one sentence
 * @param schema what its value must be, once read as the schema's type
 */
public record ApiParameter(
    String name, In in, boolean required, String description, ApiSchema schema) {

  /** Where a parameter stands. */
  public enum In {
    /** Between slashes. */
    PATH,
    /** After the question mark. */
    QUERY,
    /** In a header of the request. */
    HEADER;

    /** As the document writes it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static ApiParameter read(JsonObject said) {
    return new ApiParameter(
        said.getString("name"),
        In.valueOf(said.getString("in").toUpperCase(Locale.ROOT)),
        said.getBoolean("required", false),
        said.getString("description", ""),
        new ApiSchema(said.getJsonObject("schema")));
  }

  /** The text as the type that the schema wants; the text itself where it is no such thing. */
  public Object value(String text) {
    return switch (schema.type()) {
      case "integer" -> text.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(text) : text;
      case "boolean" ->
          text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
      default -> text;
    };
  }
}
