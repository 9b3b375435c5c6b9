package dev.weir.portal.store;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.StoreId;
import java.util.List;

/**
 * A store that a tenant brought.
 *
 * @param id what it is called
 * @param bucket what it is; its secret is never shown
 * @param revision grows with every change
 * @param changedBy who changed it last
 * @param use what would miss it
 */
public record TenantStore(StoreId id, Bucket bucket, long revision, String changedBy, Use use) {

  /**
   * What would miss a store.
   *
   * @param namedBy push domains with rules that name it, by name
   * @param recordings how many files lie in it, or are on their way there
   */
  public record Use(List<DomainName> namedBy, long recordings) {

    /** Copies the list. */
    public Use {
      namedBy = List.copyOf(namedBy);
    }
  }
}
