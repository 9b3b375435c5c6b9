package dev.weir.portal.access;

import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.Masked;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.Side;
import dev.weir.portal.domain.access.AccessDocument;
import dev.weir.portal.domain.access.AccessSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Objects;

/** Changes of access settings as the audit log tells them: what is different, and on which side. */
final class AccessFacts {

  private AccessFacts() {}

  static AuditEntry entry(
      AuditAction action, Domain domain, Side side, AccessSettings before, AccessSettings now) {
    JsonObject then = AccessDocument.of(before);
    JsonObject since = AccessDocument.of(now);
    return AuditEntry.of(action, domain.name().value())
        .before(differing(then, since))
        .after(differing(since, then).with("side", side.name()));
  }

  /** What one says and the other does not, in the words of the document. */
  private static AuditFacts differing(JsonObject one, JsonObject other) {
    AuditFacts facts = AuditFacts.none();
    for (String field : one.fieldNames()) {
      Object value = one.getValue(field);
      if (!Objects.equals(value, other.getValue(field))) {
        facts = with(facts, field, value);
      }
    }
    return facts;
  }

  private static AuditFacts with(AuditFacts facts, String name, Object value) {
    return switch (value) {
      case Boolean flag -> facts.with(name, flag);
      case Number number -> facts.with(name, number.longValue());
      case JsonArray list -> facts.with(name, list.stream().map(String::valueOf).toList());
      case JsonObject inner -> {
        AuditFacts more = facts;
        for (String field : inner.fieldNames()) {
          more = with(more, name + " " + field, inner.getValue(field));
        }
        yield more;
      }
      default ->
          name.endsWith(" endpoint")
              ? endpoint(facts, name, String.valueOf(value))
              : facts.with(name, String.valueOf(value));
    };
  }

  /** A path or a query may hold what lets one in there. */
  private static AuditFacts endpoint(AuditFacts facts, String name, String value) {
    URI endpoint = URI.create(value);
    String place = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
    AuditFacts told = facts.with(name, place);
    return value.length() <= place.length() + 1
        ? told
        : told.with(name + " path", Masked.of(value.substring(place.length())));
  }
}
