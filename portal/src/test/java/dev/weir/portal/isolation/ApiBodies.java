package dev.weir.portal.isolation;

import dev.weir.portal.api.ValueMaker;
import dev.weir.portal.api.contract.ApiDocument;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.json.Json;
import java.util.List;
import java.util.Random;

/**
 * For each operation of the API a body that its document accepts, so that a request is refused for
 * what it names and not for how it looks; always the same for the same operation.
 */
record ApiBodies(ApiDocument document) {

  static ApiBodies load() {
    return new ApiBodies(ApiDocument.load());
  }

  /** The body; an empty object where the operation has none. */
  String of(RouteEntry entry) {
    return document
        .find(entry.method().name(), entry.path())
        .flatMap(operation -> operation.body())
        .map(schema ->
            Json.encode(
                new ValueMaker(new Random(entry.path().hashCode()), List.of("somebody"))
                    .right(schema.definition())))
        .orElse("{}");
  }
}
