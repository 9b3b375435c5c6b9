package dev.weir.portal.store;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.storage.StoreId;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.ObjectStores;
import dev.weir.runtime.storage.TenantBuckets;
import java.util.Optional;

/** The stores of the control plane: a tenant's own are what the database says of them now. */
public final class TenantStores implements ObjectStores {

  private final Database database;
  private final StoreRows rows;
  private final ObjectStore operators;
  private final TenantBuckets buckets;

  /** The operator's store, and those of tenants; {@code box} opens their secrets. */
  public TenantStores(
      Database database, SealedBox box, ObjectStore operators, TenantBuckets buckets) {
    this.database = database;
    this.rows = new StoreRows(box);
    this.operators = operators;
    this.buckets = buckets;
  }

  @Override
  public ObjectStore of(StreamAddress address, Optional<StoreId> store) {
    return store.map(id -> own(address, id)).orElse(operators);
  }

  private ObjectStore own(StreamAddress address, StoreId id) {
    TenantId tenant = address.tenant();
    return database
        .inTenant(tenant, connection -> rows.find(tenant, connection, id))
        .map(known -> buckets.open(known.bucket()))
        .orElseThrow(() -> ObjectStores.absent(address, id));
  }
}
