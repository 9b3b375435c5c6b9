package dev.weir.portal.api.docs;

import dev.weir.portal.api.contract.ApiParameter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A parameter or a member of a body as the page shows it. Public for the template.
 *
 * @param name members of members with dots, those of arrays with brackets: {@code tracks[].codec}
 * @param where {@code path}, {@code query} or {@code header}; empty within a body
 * @param type what it may be, as the document says it
 */
public record DocField(
    String name, String where, String type, boolean required, String description) {

  private static final int MAX_DEPTH = 4;

  static DocField of(ApiParameter parameter) {
    return new DocField(
        parameter.name(),
        parameter.in().text(),
        type(parameter.schema().definition()),
        parameter.required(),
        parameter.description());
  }

  static List<DocField> of(JsonObject schema) {
    List<DocField> fields = new ArrayList<>();
    add(fields, "", schema, 0);
    return fields;
  }

  private static void add(List<DocField> fields, String prefix, JsonObject schema, int depth) {
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    JsonArray required = schema.getJsonArray("required", new JsonArray());
    for (String name : properties.fieldNames()) {
      JsonObject member = properties.getJsonObject(name);
      fields.add(
          new DocField(
              prefix + name,
              "",
              type(member),
              required.contains(name),
              member.getString("description", "")));
      if (depth < MAX_DEPTH) {
        JsonObject items = member.getJsonObject("items");
        boolean array = items != null;
        add(fields, prefix + name + (array ? "[]." : "."), array ? items : member, depth + 1);
      }
    }
  }

  private static String type(JsonObject schema) {
    JsonArray values = schema.getJsonArray("enum");
    if (values != null) {
      return values.stream().map(String::valueOf).collect(Collectors.joining(" | "));
    }
    if (schema.containsKey("const")) {
      return String.valueOf(schema.getValue("const"));
    }
    JsonObject items = schema.getJsonObject("items");
    if (items != null) {
      return type(items) + "[]";
    }
    return schema.getValue("type") instanceof JsonArray several
        ? several.stream().map(String::valueOf).collect(Collectors.joining(" | "))
        : schema.getString("type", "");
  }
}
