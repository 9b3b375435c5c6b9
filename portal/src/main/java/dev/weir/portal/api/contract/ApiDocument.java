package dev.weir.portal.api.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The API's OpenAPI 3.1 document. What it says is what holds: requests are judged by it, and a
 * route that it does not describe cannot be served.
 */
public final class ApiDocument {

  private static final String FOLDER = "/dev/weir/portal/api/";

  /** The introduction, which comes first, and the chapters that are put into it. */
  private static final List<String> PARTS =
      List.of(
          "openapi.yaml",
          "openapi-streams.yaml",
          "openapi-viewers.yaml",
          "openapi-refusals.yaml",
          "openapi-domains.yaml",
          "openapi-access.yaml",
          "openapi-templates.yaml",
          "openapi-health.yaml",
          "openapi-analytics.yaml",
          "openapi-quality.yaml",
          "openapi-watermarks.yaml",
          "openapi-keeping.yaml",
          "openapi-recordings.yaml",
          "openapi-stores.yaml",
          "openapi-callbacks.yaml",
          "openapi-alarms.yaml",
          "openapi-tenant.yaml",
          "openapi-usage.yaml",
          "openapi-billing.yaml");

  /** References lead to references, but not in circles. */
  private static final int MAX_DEPTH = 32;

  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  private final JsonObject document;
  private final List<ApiOperation> operations;

  private ApiDocument(JsonObject document) {
    this.document = document;
    this.operations = List.copyOf(read(document));
  }

  /** Reads the document that stands beside this release's code. */
  public static ApiDocument load() {
    JsonObject whole = new JsonObject();
    PARTS.forEach(part -> join(whole, part(part), part));
    return new ApiDocument(whole);
  }

  private static JsonObject part(String name) {
    try (InputStream yaml = ApiDocument.class.getResourceAsStream(FOLDER + name)) {
      if (yaml == null) {
        throw new IllegalStateException("missing " + name);
      }
      Map<?, ?> tree = new ObjectMapper(new YAMLFactory()).readValue(yaml, Map.class);
      return new JsonObject(new ObjectMapper().writeValueAsString(tree));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Puts a part into the whole; nothing may be said twice. */
  private static void join(JsonObject whole, JsonObject part, String where) {
    for (String name : part.fieldNames()) {
      Object said = whole.getValue(name);
      if (said instanceof JsonObject inner && part.getValue(name) instanceof JsonObject more) {
        join(inner, more, where + "/" + name);
      } else if (said == null) {
        whole.put(name, part.getValue(name));
      } else {
        throw new IllegalStateException("said twice: " + where + "/" + name);
      }
    }
  }

  /** The document as JSON, as it is served. */
  public String json() {
    return document.encode();
  }

  /** The API's own name, version and introduction: {@code info}. */
  public JsonObject about() {
    return document.getJsonObject("info").copy();
  }

  /** The chapters that operations belong to, in the order in which they are read. */
  public List<String> tags() {
    return document.getJsonArray("tags").stream()
        .map(tag -> ((JsonObject) tag).getString("name"))
        .toList();
  }

  /** Everything that can be asked for, in the document's order. */
  public List<ApiOperation> operations() {
    return operations;
  }

  /**
   * The operation behind a route.
   *
   * @param method in capital letters
   * @param route as Vert.x Web writes it, parameters as {@code :name}
   */
  public Optional<ApiOperation> find(String method, String route) {
    return operations.stream()
        .filter(operation -> operation.method().equals(method) && operation.route().equals(route))
        .findFirst();
  }

  private static List<ApiOperation> read(JsonObject document) {
    List<ApiOperation> found = new ArrayList<>();
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      for (String method : METHODS) {
        JsonObject said = paths.getJsonObject(path).getJsonObject(method);
        if (said != null) {
          found.add(ApiOperation.read(method, path, (JsonObject) resolve(document, said, 0)));
        }
      }
    }
    return found;
  }

  /** A copy in which every reference is replaced by what it refers to. */
  private static Object resolve(JsonObject document, Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalStateException("references in a circle");
    }
    return switch (value) {
      case JsonObject object when object.containsKey("$ref") ->
          resolve(document, target(document, object.getString("$ref")), depth + 1);
      case JsonObject object -> {
        JsonObject copy = new JsonObject();
        object.forEach(
            field -> copy.put(field.getKey(), resolve(document, field.getValue(), depth + 1)));
        yield copy;
      }
      case JsonArray array -> {
        JsonArray copy = new JsonArray();
        array.forEach(item -> copy.add(resolve(document, item, depth + 1)));
        yield copy;
      }
      default -> value;
    };
  }

  private static Object target(JsonObject document, String reference) {
    Object found = document;
    for (String step : reference.substring("#/".length()).split("/", -1)) {
      if (!(found instanceof JsonObject object) || !object.containsKey(step)) {
        throw new IllegalStateException("nothing stands at " + reference);
      }
      found = object.getValue(step);
    }
    return found;
  }
}
