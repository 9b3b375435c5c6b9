package dev.weir.portal.domain.key;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.Masked;
import dev.weir.portal.domain.Decision;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.domain.Side;
import dev.weir.portal.domain.SigningKeySeal;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.quota.QuotaKind;
import io.vertx.sqlclient.SqlConnection;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A domain's signing keys: on each side a primary, which new URLs are signed with, and at most one
 * secondary, which is valid as well. Pages and API call the same methods. For virtual threads.
 */
public final class SigningKeys {

  private final DomainRoom room;
  private final KeyStore store;
  private final KeyDeletion deletion;
  private final SecureRandom random = new SecureRandom();

  /** Keys of the domains in this room. */
  public SigningKeys(DomainRoom room) {
    this.room = room;
    this.store = new KeyStore(new SigningKeySeal(room.box()));
    this.deletion = new KeyDeletion(room);
  }

  /** What was done, and what the log says of it. */
  private record Done<T>(T result, Optional<AuditEntry> entry) {

    private Done(T result, AuditEntry entry) {
      this(result, Optional.of(entry));
    }
  }

  /** All keys of a domain, publishers' first, primary first. */
  public List<DomainKey> list(Actor actor, DomainName name) {
    actor.require(Permission.KEYS_READ);
    TenantId tenant = actor.tenant();
    return room.database()
        .inTenant(
            tenant,
            connection ->
                store.list(
                    tenant, connection, room.register().find(tenant, connection, name).id()));
  }

  /**
   * Makes a secondary key; this is the one time that its secret is told. Throws {@code WeirFault
   * SIGNING_KEYS_FULL} when there are two.
   */
  public SigningKey make(Actor actor, DomainName name, Side side) {
    TenantId tenant = actor.tenant();
    return change(
        actor,
        name,
        (connection, domain) -> {
          List<DomainKey> ring = ring(tenant, connection, domain, side);
          if (ring.size() >= SigningKeyRing.MAX_KEYS) {
            throw new WeirFault(FaultCode.SIGNING_KEYS_FULL, name + " " + side);
          }
          room.quotas().require(connection, actor, QuotaKind.SIGNING_KEYS);
          SigningKey key = SigningKey.generate(nextName(side, ring), random);
          store.add(tenant, connection, domain.id(), side, ring.size() + 1, key);
          return new Done<>(
              key,
              entry(AuditAction.SIGNING_KEY_CREATED, name, key.id())
                  .after(AuditFacts.none().with("secret", Masked.of(key.secret()))));
        });
  }

  /** The secret of a key that nobody has seen; throws {@code WeirFault NOT_FOUND} for others. */
  public SigningKey show(Actor actor, DomainName name, Side side, String key) {
    TenantId tenant = actor.tenant();
    return change(
        actor,
        name,
        (connection, domain) -> {
          SigningKey shown =
              store
                  .show(tenant, connection, domain.id(), side, key)
                  .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "key=" + key));
          return new Done<>(shown, entry(AuditAction.SIGNING_KEY_SHOWN, name, key));
        });
  }

  /**
   * Makes the secondary the primary and keeps the other as secondary: new URLs are signed with it,
   * those of before go on. Throws {@code WeirFault NOT_FOUND} unless there are two.
   */
  public void rotate(Actor actor, DomainName name, Side side) {
    TenantId tenant = actor.tenant();
    change(
        actor,
        name,
        (connection, domain) -> {
          List<DomainKey> ring = ring(tenant, connection, domain, side);
          if (ring.size() < SigningKeyRing.MAX_KEYS) {
            throw new WeirFault(FaultCode.NOT_FOUND, "no secondary key");
          }
          return new Done<>(ring, swap(tenant, connection, domain, side, ring));
        });
  }

  /** Makes a key of this name the primary, if it is not. Throws {@code WeirFault NOT_FOUND}. */
  public void promote(Actor actor, DomainName name, Side side, String key) {
    TenantId tenant = actor.tenant();
    change(
        actor,
        name,
        (connection, domain) -> {
          List<DomainKey> ring = ring(tenant, connection, domain, side);
          if (ring.stream().noneMatch(one -> one.name().equals(key))) {
            throw new WeirFault(FaultCode.NOT_FOUND, "key=" + key);
          }
          return ring.getFirst().name().equals(key)
              ? new Done<>(ring, Optional.empty())
              : new Done<>(ring, swap(tenant, connection, domain, side, ring));
        });
  }

  /**
   * Deletes a key: what was signed with it is refused. When it was the primary, the other becomes
   * it. May wait for a second person. Throws {@code WeirFault}: {@code SIGNING_KEY_LAST} for the
   * only one; {@code NOT_FOUND}.
   */
  public Decision delete(Actor actor, DomainName name, Side side, String key) {
    return deletion.delete(actor, name, side, key);
  }

  private <T> T change(
      Actor actor, DomainName name, BiFunction<SqlConnection, Domain, Done<T>> work) {
    actor.require(Permission.KEYS_WRITE);
    TenantId tenant = actor.tenant();
    T result =
        room.database()
            .inTenant(
                tenant,
                connection -> {
                  Domain domain = room.register().hold(tenant, connection, name);
                  Done<T> done = work.apply(connection, domain);
                  done.entry().ifPresent(entry -> room.audit().record(connection, actor, entry));
                  return done.result();
                });
    room.changes().publish(tenant, name);
    return result;
  }

  private AuditEntry swap(
      TenantId tenant, SqlConnection connection, Domain domain, Side side, List<DomainKey> ring) {
    store.swap(tenant, connection, domain.id(), side);
    return entry(AuditAction.SIGNING_KEY_ROTATED, domain.name(), ring.getLast().name())
        .before(AuditFacts.none().with("primary", ring.getFirst().name()))
        .after(AuditFacts.none().with("primary", ring.getLast().name()));
  }

  private List<DomainKey> ring(
      TenantId tenant, SqlConnection connection, Domain domain, Side side) {
    boolean there =
        switch (side) {
          case PUSH -> domain.use().push();
          case PLAY -> domain.use().play();
        };
    if (!there) {
      throw new WeirFault(FaultCode.NOT_FOUND, domain.name() + " has no side " + side);
    }
    return store.list(tenant, connection, domain.id()).stream()
        .filter(key -> key.side() == side)
        .toList();
  }

  /** The number after the largest, so that no two keys of a side are ever called alike at once. */
  private static String nextName(Side side, List<DomainKey> ring) {
    String prefix = side.name().toLowerCase(Locale.ROOT) + "-";
    int largest =
        ring.stream()
            .map(DomainKey::name)
            .filter(name -> name.matches(prefix + "[0-9]{1,6}"))
            .mapToInt(name -> Integer.parseInt(name.substring(prefix.length())))
            .max()
            .orElse(0);
    return prefix + (largest + 1);
  }

  private static AuditEntry entry(AuditAction action, DomainName name, String key) {
    return AuditEntry.of(action, name + " " + key);
  }
}
