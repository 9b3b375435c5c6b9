package dev.weir.portal.api;

import dev.weir.portal.api.contract.ApiSchema;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Makes values from JSON Schemas: such that fit, at the edges too, and such that do not. */
public final class ValueMaker {

  private static final int LONG_TEXT = 300;

  /** What breaks programs that take texts for granted. */
  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "\0",
          "..",
          "%2e%2e",
          "a/b",
          "a?b",
          "'; DROP TABLE tenant; --",
          "<script>",
          "{{7*7}}",
          "\u202etxt",
          "\ud83d\ude00",
          "null",
          "-1",
          "99999999999999999999",
          "9999-99-99");

  private final Random random;
  private final List<String> names;

  /** Mixes in these names where they fit. */
  public ValueMaker(Random random, List<String> names) {
    this.random = random;
    this.names = names;
  }

  /** A value that fits. */
  public Object right(JsonObject schema) {
    JsonArray values = schema.getJsonArray("enum");
    if (values != null) {
      return values.getValue(random.nextInt(values.size()));
    }
    return switch (schema.getString("type", "string")) {
      case "integer" -> integer(schema);
      case "boolean" -> random.nextBoolean();
      case "array" -> array(schema);
      case "object" -> object(schema);
      default -> text(schema);
    };
  }

  /** A value that does not fit; empty where none was found, because everything does. */
  Optional<Object> wrong(JsonObject schema) {
    ApiSchema judge = new ApiSchema(schema);
    List<Object> tries = new ArrayList<>(NASTY);
    tries.add("x".repeat(LONG_TEXT));
    tries.add(schema.getLong("minimum", 0L) - 1);
    tries.add(schema.getLong("maximum", Long.MAX_VALUE - 1) + 1);
    if (schema.getString("type", "").equals("object")) {
      tries.clear();
      tries.addAll(brokenObjects(schema));
    }
    List<Object> unfit =
        tries.stream().filter(value -> !judge.judge(typed(schema, value), "").isEmpty()).toList();
    return unfit.isEmpty()
        ? Optional.empty()
        : Optional.of(unfit.get(random.nextInt(unfit.size())));
  }

  /** As the server reads it outside of a body. */
  private static Object typed(JsonObject schema, Object value) {
    return schema.getString("type", "").equals("string") ? String.valueOf(value) : value;
  }

  private List<Object> brokenObjects(JsonObject schema) {
    List<Object> broken = new ArrayList<>();
    broken.add(object(schema).put("surprise", 1));
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    for (String name : properties.fieldNames()) {
      JsonObject without = object(schema);
      without.remove(name);
      broken.add(without);
      broken.add(object(schema).put(name, new JsonObject().put("a", new JsonArray().add(1))));
      broken.add(object(schema).putNull(name));
      broken.add(object(schema).put(name, NASTY.get(random.nextInt(NASTY.size()))));
    }
    return broken;
  }

  private long integer(JsonObject schema) {
    long least = schema.getLong("minimum", -1_000L);
    long most = schema.getLong("maximum", 1_000L);
    return switch (random.nextInt(4)) {
      case 0 -> least;
      case 1 -> most;
      default -> random.nextLong(least, most + 1);
    };
  }

  private JsonArray array(JsonObject schema) {
    int least = schema.getInteger("minItems", 0);
    int most = Math.min(schema.getInteger("maxItems", 3), least + 3);
    JsonArray array = new JsonArray();
    int length = least + random.nextInt(most - least + 1);
    boolean unique = schema.getBoolean("uniqueItems", false);
    for (int i = 0; i < length; i++) {
      Object item = right(schema.getJsonObject("items"));
      if (!unique || !array.contains(item)) {
        array.add(item);
      }
    }
    return array;
  }

  private JsonObject object(JsonObject schema) {
    JsonObject object = new JsonObject();
    JsonArray required = schema.getJsonArray("required", new JsonArray());
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    for (String name : properties.fieldNames()) {
      if (required.contains(name) || random.nextBoolean()) {
        object.put(name, right(properties.getJsonObject(name)));
      }
    }
    return object;
  }

  /** By trying: of texts that occur, those that the schema lets pass. */
  private String text(JsonObject schema) {
    ApiSchema judge = new ApiSchema(schema);
    List<String> tries = new ArrayList<>(names);
    tries.addAll(NASTY);
    tries.addAll(
        List.of(
            "\"0\"",
            "\"1\"",
            "a",
            "Z9_-",
            "2026-11-22",
            "2026-02-31",
            "2026-11-22T12:00:00Z",
            "2027-01-01T00:00:00Z",
            "00000000-0000-0000-0000-000000000001",
            "b.example.org",
            "event=final",
            "30d"));
    tries.add("somebody" + random.nextInt(20) + "@example.org");
    tries.add("x".repeat(schema.getInteger("minLength", 1)));
    tries.add("x".repeat(schema.getInteger("maxLength", LONG_TEXT)));
    tries.add(Long.toHexString(random.nextLong()));
    List<String> fit = tries.stream().filter(text -> judge.judge(text, "").isEmpty()).toList();
    if (fit.isEmpty()) {
      throw new IllegalStateException("no text fits " + schema.encode());
    }
    return fit.get(random.nextInt(fit.size()));
  }
}
