package dev.weir.portal.api;

import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.InvalidRequest;
import io.vertx.core.json.JsonArray;
import java.util.EnumSet;
import java.util.Set;

/** Permissions as the API tells and takes them: their texts, in alphabetical order. */
final class Scopes {

  private Scopes() {}

  static JsonArray json(Set<Permission> scopes) {
    JsonArray texts = new JsonArray();
    scopes.stream().map(Permission::text).sorted().forEach(texts::add);
    return texts;
  }

  /** Reads texts; {@code pointer} says where they stand in the body. */
  static Set<Permission> read(JsonArray texts, String pointer) {
    Set<Permission> scopes = EnumSet.noneOf(Permission.class);
    for (int i = 0; i < texts.size(); i++) {
      String place = pointer + "/" + i;
      scopes.add(
          Permission.parse(texts.getString(i))
              .orElseThrow(() -> new InvalidRequest(place, "is no scope")));
    }
    return scopes;
  }
}
