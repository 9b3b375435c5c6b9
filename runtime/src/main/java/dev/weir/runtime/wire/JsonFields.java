package dev.weir.runtime.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Fields of a JSON object that must be there and have their type. A field that is not known here
 * was added by a later version of the same wire version, and is passed over.
 */
final class JsonFields {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode node;

  private JsonFields(JsonNode node) {
    this.node = node;
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ArrayNode array() {
    return JSON.createArrayNode();
  }

  static JsonFields of(JsonNode node) {
    if (!node.isObject()) {
      throw new MalformedWireException("not an object");
    }
    return new JsonFields(node);
  }

  /** The whole text; {@code what} names it in the exception. */
  static JsonNode parse(String what, String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException malformed) {
      // The text may hold what must not be logged; the position is enough.
      throw new MalformedWireException(
          what + " is no JSON at offset " + malformed.getLocation().getCharOffset());
    }
  }

  String text(String name) {
    JsonNode value = field(name);
    if (!value.isTextual()) {
      throw new MalformedWireException(name + " is no text");
    }
    return value.textValue();
  }

  long number(String name) {
    JsonNode value = field(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new MalformedWireException(name + " is no whole number");
    }
    return value.longValue();
  }

  int count(String name) {
    long value = number(name);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new MalformedWireException(name + " is out of range");
    }
    return (int) value;
  }

  double decimal(String name) {
    JsonNode value = field(name);
    if (!value.isNumber()) {
      throw new MalformedWireException(name + " is no number");
    }
    return value.doubleValue();
  }

  boolean flag(String name) {
    JsonNode value = field(name);
    if (!value.isBoolean()) {
      throw new MalformedWireException(name + " is neither true nor false");
    }
    return value.booleanValue();
  }

  /** A flag that is only written when it is set. */
  boolean flagOrFalse(String name) {
    return node.hasNonNull(name) && flag(name);
  }

  JsonFields object(String name) {
    return of(field(name));
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  Optional<JsonFields> optionalObject(String name) {
    return node.hasNonNull(name) ? Optional.of(object(name)) : Optional.empty();
  }

  <T> List<T> list(String name, Function<JsonNode, T> item) {
    return listOf(field(name), item);
  }

  static <T> List<T> listOf(JsonNode array, Function<JsonNode, T> item) {
    if (!array.isArray()) {
      throw new MalformedWireException("not a list");
    }
    List<T> items = new ArrayList<>(array.size());
    array.forEach(node -> items.add(item.apply(node)));
    return items;
  }

  List<String> texts(String name) {
    return list(name, JsonNode::asText);
  }

  /** Names of the fields, in their order. */
  Collection<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode field(String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new MalformedWireException(name + " is missing");
    }
    return value;
  }
}
