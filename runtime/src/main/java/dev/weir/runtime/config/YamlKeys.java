package dev.weir.runtime.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code weir.yaml} as dotted keys: {@code gateway: {http: {port: 1}}} is {@code
 * gateway.http.port}.
 */
final class YamlKeys {

  /** Largest {@code weir.yaml}, bytes. */
  static final int MAX_BYTES = 1 << 20;

  private static final YAMLMapper YAML = new YAMLMapper();

  private YamlKeys() {}

  static void read(Path path, Map<String, ConfigValue> into, List<String> problems) {
    String origin = path.getFileName().toString();
    try {
      if (Files.size(path) > MAX_BYTES) {
        problems.add(origin + " is larger than 1 MiB");
        return;
      }
      JsonNode root = YAML.readTree(Files.readAllBytes(path));
      if (root.isMissingNode() || root.isNull()) {
        return;
      }
      if (!root.isObject()) {
        problems.add(origin + " is not a mapping of keys to values");
        return;
      }
      flatten("", root, origin, into, problems);
    } catch (JacksonException malformed) {
      problems.add(
          "%s cannot be read at line %d: %s"
              .formatted(
                  origin,
                  malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr(),
                  firstLine(malformed.getOriginalMessage())));
    } catch (IOException unreadable) {
      problems.add(origin + " cannot be read: " + unreadable.getMessage());
    }
  }

  private static void flatten(
      String prefix,
      JsonNode node,
      String origin,
      Map<String, ConfigValue> into,
      List<String> problems) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        flatten(key, value, origin, into, problems);
      } else if (into.put(key, new ConfigValue(textOf(value), origin)) != null) {
        problems.add("%s (%s) is written twice".formatted(key, origin));
      }
    }
  }

  private static String textOf(JsonNode value) {
    if (!value.isArray()) {
      return value.isNull() ? "" : value.asText();
    }
    List<String> items = new ArrayList<>();
    value.forEach(item -> items.add(item.asText()));
    return String.join(",", items);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
