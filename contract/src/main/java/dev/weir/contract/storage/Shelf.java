package dev.weir.contract.storage;

import java.util.Optional;

/**
 * Where the files of a rule lie.
 *
 * @param store the tenant's store; empty for the operator's
 * @param cooling when they go over into a colder class; empty for never
 */
public record Shelf(Optional<StoreId> store, Optional<Cooling> cooling) {

  private static final Shelf USUAL = new Shelf(Optional.empty(), Optional.empty());

  /** The operator's store, in whatever class it keeps things. */
  public static Shelf usual() {
    return USUAL;
  }
}
