package dev.weir.runtime.storage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.storage.StoreId;
import java.util.Optional;

/** In which store what is kept of a stream lies: the operator's, or one of the tenant's own. */
@FunctionalInterface
public interface ObjectStores {

  /**
   * The store of this name, of the stream's tenant; empty for the operator's. Throws {@code
   * WeirFault STORE_ABSENT} for one that nobody knows. It is not to be closed. Thread-safe; takes
   * no time.
   */
  ObjectStore of(StreamAddress address, Optional<StoreId> store);

  /** The operator's alone. */
  static ObjectStores only(ObjectStore operators) {
    return (address, store) -> {
      if (store.isPresent()) {
        throw absent(address, store.get());
      }
      return operators;
    };
  }

  /** The refusal for a store that nobody knows. */
  static WeirFault absent(StreamAddress address, StoreId store) {
    return new WeirFault(
        FaultCode.STORE_ABSENT, store.value(), "tenant=" + address.tenant() + " store=" + store);
  }
}
