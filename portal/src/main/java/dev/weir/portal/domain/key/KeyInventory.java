package dev.weir.portal.domain.key;

import dev.weir.contract.access.TokenKey;
import dev.weir.contract.check.Door;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.keyuse.KeyUse;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every key of a tenant, the oldest first, with how it is used. For virtual threads. */
public final class KeyInventory {

  /** Most keys that are listed. */
  public static final int MAX_LISTED = 500;

  /** A key that is older should have a successor. */
  public static final Duration ROTATE_AFTER = Duration.ofDays(365);

  private static final String ALL =
      """
      SELECT d.name AS domain, k.side AS kind, k.name, k.created_at
      FROM signing_key k JOIN domain d ON d.tenant_id = k.tenant_id AND d.id = k.domain_id
      WHERE k.tenant_id = $1
      UNION ALL
      SELECT d.name, t.algorithm, t.name, t.created_at
      FROM token_key t JOIN domain d ON d.tenant_id = t.tenant_id AND d.id = t.domain_id
      WHERE t.tenant_id = $1
      ORDER BY created_at, domain, kind, name LIMIT $2
      """;

  private final DomainRoom room;
  private final KeyUsage usage;

  /** Keys of the domains in this room. */
  public KeyInventory(DomainRoom room, KeyUsage usage) {
    this.room = room;
    this.usage = usage;
  }

  /**
   * A key.
   *
   * @param kind {@code PUSH} and {@code PLAY} for signing keys; the algorithm of a token key
   * @param rotateAt when it should have a successor
   */
  public record Item(
      DomainName domain,
      String kind,
      String name,
      Instant createdAt,
      Instant rotateAt,
      UseView use) {}

  /** All keys, at most {@link #MAX_LISTED}. */
  public List<Item> list(Actor actor) {
    actor.require(Permission.KEYS_READ);
    TenantId tenant = actor.tenant();
    Iterable<Row> rows =
        room.database()
            .inTenant(
                tenant,
                connection ->
                    connection
                        .preparedQuery(ALL)
                        .execute(Tuple.of(tenant.value(), MAX_LISTED))
                        .await());
    Map<DomainName, KeyUse> uses = new HashMap<>();
    List<Item> items = new ArrayList<>();
    for (Row row : rows) {
      DomainName domain = new DomainName(row.getString("domain"));
      items.add(item(domain, row, uses.computeIfAbsent(domain, name -> usage.of(tenant, name))));
    }
    return items;
  }

  private Item item(DomainName domain, Row row, KeyUse use) {
    String kind = row.getString("kind");
    String name = row.getString("name");
    Instant createdAt = row.getOffsetDateTime("created_at").toInstant();
    Door door = kind.equals("PUSH") ? Door.PUBLISH : Door.PLAY;
    boolean signs = kind.equals("PUSH") || kind.equals("PLAY");
    String proofId =
        signs ? name : new TokenKey(name, TokenKey.Algorithm.valueOf(kind), "").proofId();
    return new Item(
        domain,
        kind,
        name,
        createdAt,
        createdAt.plus(ROTATE_AFTER),
        UseView.of(use, door, proofId, createdAt, usage.now()));
  }
}
