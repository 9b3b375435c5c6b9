package dev.weir.portal.domain.inventory;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tenant's own endpoints that are asked about viewers. For virtual threads. */
public final class AskedEndpoints {

  /** Most endpoints that are listed. */
  static final int MAX_LISTED = 500;

  /** An endpoint is as old as the versions of the settings that name it without a break. */
  private static final String ALL =
      """
      SELECT d.name AS domain, p.access #>> '{remote,endpoint}' AS endpoint,
        (SELECT min(v.saved_at) FROM access_version v
          WHERE v.tenant_id = $1 AND v.domain_id = p.domain_id AND v.side = 'PLAY'
            AND v.revision > coalesce((SELECT max(o.revision) FROM access_version o
              WHERE o.tenant_id = $1 AND o.domain_id = p.domain_id AND o.side = 'PLAY'
                AND o.access #>> '{remote,endpoint}'
                  IS DISTINCT FROM p.access #>> '{remote,endpoint}'), -1)) AS since,
        k.name AS key, k.created_at AS key_made_at
      FROM domain_play p
      JOIN domain d ON d.tenant_id = p.tenant_id AND d.id = p.domain_id
      JOIN signing_key k ON k.tenant_id = p.tenant_id AND k.domain_id = p.domain_id
        AND k.side = 'PLAY' AND k.rank = 1
      WHERE p.tenant_id = $1 AND p.access #>> '{remote,endpoint}' IS NOT NULL
      ORDER BY d.name LIMIT $2
      """;

  private final DomainRoom room;

  /** Endpoints of the domains in this room. */
  public AskedEndpoints(DomainRoom room) {
    this.room = room;
  }

  /**
   * An endpoint.
   *
   * @param domain whose viewers it is asked about
   * @param endpoint the whole address, as it was typed
   * @param since when the domain began to ask it; empty when that is not known
   * @param key name of the key that questions are signed with
   * @param keyMadeAt when that key was made
   */
  record Item(
      DomainName domain, String endpoint, Optional<Instant> since, String key, Instant keyMadeAt) {}

  /** All of them by domain, at most {@link #MAX_LISTED}. */
  List<Item> list(Actor actor) {
    actor.require(Permission.KEYS_READ);
    TenantId tenant = actor.tenant();
    RowSet<Row> rows =
        room.database()
            .inTenant(
                tenant,
                connection ->
                    connection
                        .preparedQuery(ALL)
                        .execute(Tuple.of(tenant.value(), MAX_LISTED))
                        .await());
    List<Item> items = new ArrayList<>();
    for (Row row : rows) {
      items.add(
          new Item(
              new DomainName(row.getString("domain")),
              row.getString("endpoint"),
              Optional.ofNullable(row.getOffsetDateTime("since")).map(OffsetDateTime::toInstant),
              row.getString("key"),
              row.getOffsetDateTime("key_made_at").toInstant()));
    }
    return items;
  }
}
