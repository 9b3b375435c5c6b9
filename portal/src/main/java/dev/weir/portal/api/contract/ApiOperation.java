package dev.weir.portal.api.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that the API can be asked for.
 *
 * @param id its name in client libraries, {@code operationId}
 * @param method in capital letters
 * @param path with parameters as {@code {name}}
 * @param tag the chapter that it belongs to
 * @param summary one line
 * @param description some sentences; may be empty
 * @param permission what a key needs for it, {@code x-permission}; empty when any key will do
 * @param parameters in path, query and header
 * @param body what the JSON body must be; empty when there is none
 * @param responses by status
 */
public record ApiOperation(
    String id,
    String method,
    String path,
    String tag,
    String summary,
    String description,
    Optional<String> permission,
    List<ApiParameter> parameters,
    Optional<ApiSchema> body,
    Map<Integer, ApiResponse> responses) {

  /** Copies the collections. */
  public ApiOperation {
    parameters = List.copyOf(parameters);
    responses = Collections.unmodifiableMap(new LinkedHashMap<>(responses));
  }

  static ApiOperation read(String method, String path, JsonObject said) {
    List<ApiParameter> parameters = new ArrayList<>();
    said.getJsonArray("parameters", new JsonArray())
        .forEach(parameter -> parameters.add(ApiParameter.read((JsonObject) parameter)));
    Map<Integer, ApiResponse> responses = new LinkedHashMap<>();
    JsonObject answers = said.getJsonObject("responses");
    answers
        .fieldNames()
        .forEach(status ->
            responses.put(
                Integer.valueOf(status), ApiResponse.read(answers.getJsonObject(status))));
    return new ApiOperation(
        said.getString("operationId"),
        method.toUpperCase(Locale.ROOT),
        path,
        said.getJsonArray("tags").getString(0),
        said.getString("summary"),
        said.getString("description", ""),
        Optional.ofNullable(said.getString("x-permission")),
        parameters,
        Optional.ofNullable(said.getJsonObject("requestBody")).map(ApiOperation::bodySchema),
        responses);
  }

  /** The path as Vert.x Web writes it. */
  public String route() {
    return path.replaceAll("\\{([A-Za-z]+)}", ":$1");
  }

  /** Whether it understands the header of this name. */
  public boolean takesHeader(String name) {
    return parameters.stream()
        .anyMatch(parameter ->
            parameter.in() == ApiParameter.In.HEADER && parameter.name().equalsIgnoreCase(name));
  }

  private static ApiSchema bodySchema(JsonObject body) {
    return new ApiSchema(
        body.getJsonObject("content").getJsonObject("application/json").getJsonObject("schema"));
  }
}
