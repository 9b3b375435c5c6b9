package dev.weir.portal.api;

import dev.weir.portal.api.contract.ApiOperation;
import dev.weir.portal.api.contract.ApiParameter;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/** Makes requests of an operation from the document alone: right, at the edge, and wrong. */
final class RequestMaker {

  /** One request in so many is wrong in one place. */
  private static final int WRONG_ONE_IN = 3;

  private static final Pattern MISLEADING = Pattern.compile("[/%\\\\;?\\x00-\\x1f]|^\\.+$");

  private final Random random;
  private final ValueMaker values;

  /**
   * Makes the same requests from the same seed.
   *
   * @param names that exist, and are mixed in where they fit
   */
  RequestMaker(Random random, List<String> names) {
    this.random = random;
    this.values = new ValueMaker(random, names);
  }

  /**
   * A request.
   *
   * @param target path and query
   * @param wrong whether it must be refused
   */
  record Made(String target, Map<String, String> headers, Optional<String> body, boolean wrong) {}

  Made request(ApiOperation operation) {
    List<ApiParameter> parameters = operation.parameters();
    int places = parameters.size() + (operation.body().isPresent() ? 1 : 0);
    int wrongPlace =
        places > 0 && random.nextInt(WRONG_ONE_IN) == 0 ? random.nextInt(places) : places;
    boolean wrong = false;
    String path = operation.path();
    List<String> query = new ArrayList<>();
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      ApiParameter parameter = parameters.get(i);
      Optional<Object> broken =
          i == wrongPlace ? values.wrong(parameter.schema().definition()) : Optional.empty();
      if (broken.isEmpty() && !parameter.required() && random.nextBoolean()) {
        continue;
      }
      String text =
          String.valueOf(broken.orElseGet(() -> values.right(parameter.schema().definition())));
      boolean sendable = isSendable(parameter.in(), text);
      wrong |= sendable && broken.isPresent();
      if (!sendable) {
        text = "x";
      }
      switch (parameter.in()) {
        case PATH -> path = path.replace("{" + parameter.name() + "}", encode(text));
        case QUERY -> query.add(parameter.name() + "=" + encode(text));
        case HEADER -> headers.put(parameter.name(), text);
      }
    }
    Optional<String> body = Optional.empty();
    if (operation.body().isPresent()) {
      JsonObject schema = operation.body().get().definition();
      Optional<Object> broken =
          wrongPlace == parameters.size() ? values.wrong(schema) : Optional.empty();
      wrong |= broken.isPresent();
      body = Optional.of(text(broken.orElseGet(() -> values.right(schema))));
    }
    String target = path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    return new Made(target, headers, body, wrong);
  }

  /** Whether the text reaches the operation; paths that mislead are refused long before it. */
  private static boolean isSendable(ApiParameter.In in, String text) {
    return switch (in) {
      case PATH -> MISLEADING.matcher(text).results().findAny().isEmpty() && !text.isEmpty();
      case QUERY -> true;
      case HEADER -> !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127);
    };
  }

  private static String text(Object value) {
    return Json.encode(value);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
