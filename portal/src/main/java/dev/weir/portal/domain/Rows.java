package dev.weir.portal.domain;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Who;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values as statements about domains take them. */
final class Rows {

  private Rows() {}

  /** Tenant, id and name: how the values of every new domain begin. */
  static Tuple of(TenantId tenant, DomainId id, DomainName name) {
    return Tuple.of(tenant.value(), id.value(), name.value());
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** The person who acts, for columns that refer to one; null for anybody else. */
  static @Nullable UUID person(Actor actor) {
    return actor.who() instanceof Who.Person person ? person.id().value() : null;
  }
}
