package dev.weir.portal.api.domain;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.domain.settings.Revised;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Answers with what is settled about a domain. */
final class Settled {

  private Settled() {}

  /**
   * Tells settings.
   *
   * @param settings as the API tells them
   * @param when a change of them applies
   * @param touched the live streams that one would touch; empty when nobody can say
   */
  static void tell(
      ApiCall call,
      Revised<?> now,
      JsonObject settings,
      String when,
      Optional<List<StreamAddress>> touched) {
    JsonObject applies = new JsonObject();
    settings.fieldNames().forEach(setting -> applies.put(setting, when));
    call.version(now.revision())
        .ok(
            new JsonObject()
                .put("settings", settings)
                .put("applies", applies)
                .put("touches", touched(touched))
                .put("version", now.revision())
                .put("changedBy", now.updatedBy()));
  }

  private static JsonObject touched(Optional<List<StreamAddress>> streams) {
    JsonArray names = new JsonArray();
    streams.orElse(List.of()).forEach(address -> names.add(address.path()));
    return new JsonObject().put("known", streams.isPresent()).put("streams", names);
  }
}
