package dev.weir.portal.store;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.Shelf;
import dev.weir.contract.storage.StoreId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.storage.BucketTrial;
import dev.weir.runtime.storage.TenantBuckets;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * A tenant's own stores; each change is audited, and published with the policies of its push
 * domains. Pages and API call the same methods. For virtual threads.
 */
public final class Stores {

  /** Trials at once, in this process; each waits for somebody else's machine. */
  static final int MAX_TRIALS = 8;

  private final DomainRoom room;
  private final StoreRows rows;
  private final TenantBuckets buckets;
  private final boolean operatorHasClasses;
  private final Semaphore trials = new Semaphore(MAX_TRIALS);

  /**
   * Stores of the tenants in this room.
   *
   * @param operatorHasClasses whether the operator's store can move what lies in it into colder
   *     classes
   */
  public Stores(DomainRoom room, TenantBuckets buckets, boolean operatorHasClasses) {
    this.room = room;
    this.rows = new StoreRows(room.box());
    this.buckets = buckets;
    this.operatorHasClasses = operatorHasClasses;
  }

  /** All, by name. */
  public List<TenantStore> list(Actor actor) {
    actor.require(Permission.DOMAINS_READ);
    TenantId tenant = actor.tenant();
    return room.database().inTenant(tenant, connection -> rows.all(tenant, connection));
  }

  /** One of these; throws {@code WeirFault NOT_FOUND}. */
  public TenantStore find(Actor actor, StoreId id) {
    actor.require(Permission.DOMAINS_READ);
    TenantId tenant = actor.tenant();
    return room.database().inTenant(tenant, connection -> known(tenant, connection, id));
  }

  /**
   * Adds a store. Throws {@code WeirFault}: {@code STORE_EXISTS}; {@code STORES_EXCEEDED}; {@code
   * SETTING_INVALID}, about {@code endpoint} when a tenant's store cannot be there, and about
   * {@code storageClass} for one that is not read at once.
   */
  public void create(Actor actor, StoreId id, Bucket bucket) {
    judge(bucket);
    TenantId tenant = actor.tenant();
    change(
        actor,
        connection -> {
          if (rows.all(tenant, connection).size() >= Keeping.MAX_STORES) {
            throw new WeirFault(FaultCode.STORES_EXCEEDED, "stores=" + Keeping.MAX_STORES);
          }
          if (!rows.insert(tenant, connection, id, bucket, by(actor))) {
            throw new WeirFault(FaultCode.STORE_EXISTS, tenant + "/" + id);
          }
          record(
              connection,
              actor,
              AuditEntry.of(AuditAction.STORE_CREATED, id.value()).after(StoreFacts.of(bucket)));
        });
  }

  /**
   * Changes what a store is. What lies in it is looked for there from now on. Throws {@code
   * WeirFault}: {@code EDIT_CONFLICT} when it is not that of {@code revision} any more; {@code
   * NOT_FOUND}; {@code SETTING_INVALID} as {@link #create}.
   */
  public void save(Actor actor, StoreId id, Bucket bucket, long revision) {
    judge(bucket);
    TenantId tenant = actor.tenant();
    change(
        actor,
        connection -> {
          TenantStore before = known(tenant, connection, id);
          if (before.revision() != revision) {
            throw new WeirFault(FaultCode.EDIT_CONFLICT, tenant + "/" + id);
          }
          if (!before.bucket().equals(bucket)) {
            rows.update(tenant, connection, id, bucket, by(actor));
            record(
                connection,
                actor,
                AuditEntry.of(AuditAction.STORE_CHANGED, id.value())
                    .before(StoreFacts.of(before.bucket()))
                    .after(StoreFacts.of(bucket)));
          }
        });
  }

  /**
   * Removes a store; what lies in it stays there. Throws {@code WeirFault}: {@code STORE_IN_USE}
   * while rules name it, and while recordings lie in it unless these are to be forgotten; its
   * subject says which domains, or how many recordings; {@code NOT_FOUND}.
   *
   * @param forget whether the library forgets recordings that lie in it
   */
  public void delete(Actor actor, StoreId id, boolean forget) {
    TenantId tenant = actor.tenant();
    change(
        actor,
        connection -> {
          TenantStore before = known(tenant, connection, id);
          requireUnused(before, forget);
          rows.delete(tenant, connection, id, room.time().now());
          record(
              connection,
              actor,
              AuditEntry.of(AuditAction.STORE_DELETED, id.value())
                  .before(
                      StoreFacts.of(before.bucket())
                          .with("forgotten recordings", before.use().recordings())));
        });
  }

  private static void requireUnused(TenantStore store, boolean forget) {
    TenantStore.Use use = store.use();
    if (!use.namedBy().isEmpty()) {
      throw new WeirFault(
          FaultCode.STORE_IN_USE,
          String.join(", ", use.namedBy().stream().map(DomainName::value).toList()),
          "store=" + store.id());
    }
    if (use.recordings() > 0 && !forget) {
      throw new WeirFault(
          FaultCode.STORE_IN_USE, Long.toString(use.recordings()), "store=" + store.id());
    }
  }

  /**
   * Writes, reads, lists and deletes a small object in a store. Throws {@code WeirFault}: {@code
   * NOT_FOUND}; {@code TOO_MANY_REQUESTS} when too many are tried at once.
   */
  public BucketTrial tried(Actor actor, StoreId id) {
    actor.require(Permission.DOMAINS_WRITE);
    TenantId tenant = actor.tenant();
    TenantStore store =
        room.database().inTenant(tenant, connection -> known(tenant, connection, id));
    if (!trials.tryAcquire()) {
      throw new WeirFault(FaultCode.TOO_MANY_REQUESTS, "trials=" + MAX_TRIALS);
    }
    try {
      return buckets.tried(store.bucket());
    } finally {
      trials.release();
    }
  }

  /**
   * Looks whether files can lie on a shelf, within a transaction until whose end its store stays.
   * Throws {@code WeirFault SETTING_INVALID}, about {@code store} for one that there is not, and
   * about {@code cooling} where there are no classes.
   */
  public void requireShelf(TenantId tenant, SqlConnection connection, Shelf shelf) {
    if (shelf.store().isPresent()) {
      if (!StoreRows.hold(tenant, connection, shelf.store().get())) {
        throw new WeirFault(FaultCode.SETTING_INVALID, "store", "store=" + shelf.store().get());
      }
    } else if (shelf.cooling().isPresent() && !operatorHasClasses) {
      throw new WeirFault(
          FaultCode.SETTING_INVALID, "cooling", "the operator's store is a directory");
    }
  }

  private void judge(Bucket bucket) {
    if (!buckets.accepts(bucket.endpoint())) {
      throw new WeirFault(FaultCode.SETTING_INVALID, "endpoint", "endpoint=" + bucket.endpoint());
    }
    if (!bucket.storageClass().readAtOnce()) {
      throw new WeirFault(
          FaultCode.SETTING_INVALID, "storageClass", "class=" + bucket.storageClass());
    }
  }

  private TenantStore known(TenantId tenant, SqlConnection connection, StoreId id) {
    return rows.find(tenant, connection, id)
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, tenant + "/" + id));
  }

  private void change(Actor actor, Consumer<SqlConnection> work) {
    actor.require(Permission.DOMAINS_WRITE);
    TenantId tenant = actor.tenant();
    List<DomainName> touched =
        room.database()
            .inTenant(
                tenant,
                connection -> {
                  StoreRows.lock(tenant, connection);
                  work.accept(connection);
                  return StoreRows.pushDomains(tenant, connection);
                });
    touched.forEach(domain -> room.changes().publish(tenant, domain));
  }

  private StoreRows.Change by(Actor actor) {
    return new StoreRows.Change(actor.name(), room.time().now());
  }

  private void record(SqlConnection connection, Actor actor, AuditEntry entry) {
    room.audit().record(connection, actor, entry);
  }
}
