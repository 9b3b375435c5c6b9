package dev.weir.portal.domain;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.identity.UserMark;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.policy.Revocations;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The revocations of a policy, as {@link PolicyRows} selects them. */
final class RevocationColumn {

  private RevocationColumn() {}

  static Revocations read(@Nullable JsonArray list) {
    if (list == null) {
      return Revocations.none();
    }
    Map<ViewerId, Instant> viewers = new HashMap<>();
    Map<UserMark, Instant> users = new HashMap<>();
    Map<Cidr, Instant> networks = new HashMap<>();
    Optional<Revocations.Cutoff> begunBefore = Optional.empty();
    for (int i = 0; i < list.size(); i++) {
      JsonObject one = list.getJsonObject(i);
      String subject = one.getString("subject");
      Instant until = Instant.ofEpochMilli(one.getLong("until"));
      switch (one.getString("kind")) {
        case "VIEWER" -> viewers.put(new ViewerId(subject), until);
        case "USER" -> users.put(new UserMark(subject), until);
        case "NETWORK" -> networks.put(Cidr.parse(subject), until);
        case "EVERYBODY" -> {
          Instant since = Instant.ofEpochMilli(one.getLong("since"));
          begunBefore = Optional.of(new Revocations.Cutoff(since, until));
        }
        default -> throw new IllegalStateException("a kind that the table does not let in");
      }
    }
    return new Revocations(viewers, users, networks, begunBefore);
  }
}
