package dev.weir.portal.domain.key;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.TokenKey;
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
import dev.weir.portal.domain.TokenKeySeal;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import java.security.SecureRandom;
import java.util.List;

/**
 * The keys that a play domain's tokens are verified with. Tokens are made by the tenant's own
 * programs; Weir holds shared secrets, or public keys. Pages and API call the same methods. For
 * virtual threads.
 */
public final class PlaybackKeys {

  private final DomainRoom room;
  private final TokenKeyStore store;
  private final KeyDeletion deletion;
  private final SecureRandom random = new SecureRandom();

  /** Keys of the domains in this room. */
  public PlaybackKeys(DomainRoom room) {
    this.room = room;
    this.store = new TokenKeyStore(new TokenKeySeal(room.box()));
    this.deletion = new KeyDeletion(room);
  }

  /** All token keys of a domain, the oldest first; none where it serves no viewers. */
  public List<HeldTokenKey> list(Actor actor, DomainName name) {
    actor.require(Permission.KEYS_READ);
    TenantId tenant = actor.tenant();
    return room.database()
        .inTenant(
            tenant,
            connection ->
                store.list(
                    tenant, connection, room.register().find(tenant, connection, name).id()));
  }

  /** Makes a shared secret (HS256), which is told this once. Throws as {@link #add} does. */
  public TokenKey make(Actor actor, DomainName name, String id) {
    return add(
        actor,
        name,
        new TokenKey(id, TokenKey.Algorithm.HS256, SigningKey.generate(id, random).secret()));
  }

  /**
   * Adds a key. Throws {@code WeirFault}: {@code TOKEN_KEY_INVALID}, {@code TOKEN_KEY_EXISTS},
   * {@code TOKEN_KEYS_FULL}; {@code NOT_FOUND} where the domain serves no viewers.
   */
  public TokenKey add(Actor actor, DomainName name, TokenKey key) {
    actor.require(Permission.KEYS_WRITE);
    TokenKeyCheck.of(key)
        .ifPresent(flaw -> {
          throw new WeirFault(FaultCode.TOKEN_KEY_INVALID, flaw.name());
        });
    TenantId tenant = actor.tenant();
    room.database()
        .inTenant(
            tenant,
            connection -> {
              Domain domain = room.register().hold(tenant, connection, name);
              if (!domain.use().play()) {
                throw new WeirFault(FaultCode.NOT_FOUND, name + " serves no viewers");
              }
              requireRoom(store.list(tenant, connection, domain.id()), key);
              store.add(tenant, connection, domain.id(), key, actor.name());
              room.audit().record(connection, actor, entry(name, key));
              return domain;
            });
    room.changes().publish(tenant, name);
    return key;
  }

  /**
   * Deletes a key: its tokens are refused. May wait for a second person. Throws {@code WeirFault
   * NOT_FOUND}.
   */
  public Decision delete(Actor actor, DomainName name, String key) {
    return deletion.deleteToken(actor, name, key);
  }

  private static void requireRoom(List<HeldTokenKey> there, TokenKey key) {
    if (there.stream().anyMatch(one -> one.name().equals(key.id()))) {
      throw new WeirFault(FaultCode.TOKEN_KEY_EXISTS, key.id());
    }
    if (there.size() >= TokenKey.MAX_PER_DOMAIN) {
      throw new WeirFault(FaultCode.TOKEN_KEYS_FULL, key.id());
    }
  }

  private static AuditEntry entry(DomainName name, TokenKey key) {
    AuditFacts facts = AuditFacts.none().with("algorithm", key.algorithm().name());
    return AuditEntry.of(AuditAction.TOKEN_KEY_ADDED, name + " " + key.id())
        .after(
            switch (key.algorithm()) {
              case HS256 -> facts.with("secret", Masked.of(key.material()));
              case RS256, ES256 -> facts;
            });
  }
}
