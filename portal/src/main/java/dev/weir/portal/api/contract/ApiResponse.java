package dev.weir.portal.api.contract;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * One answer that an operation may give.
 *
 * @param description when it is given
 * @param contentType media type of its body; empty when it has none
 * @param schema what a JSON body is; empty when there is none, or it is no JSON
 */
public record ApiResponse(String description, String contentType, Optional<ApiSchema> schema) {

  static ApiResponse read(JsonObject said) {
    JsonObject content = said.getJsonObject("content", new JsonObject());
    String type = content.fieldNames().stream().findFirst().orElse("");
    Optional<ApiSchema> schema =
        Optional.ofNullable(content.getJsonObject(type))
            .map(media -> new ApiSchema(media.getJsonObject("schema")));
    return new ApiResponse(said.getString("description"), type, schema);
  }
}
