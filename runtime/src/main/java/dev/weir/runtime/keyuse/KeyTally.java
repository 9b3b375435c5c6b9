package dev.weir.runtime.keyuse;

/** Where doors tell whose key has let somebody in. */
@FunctionalInterface
public interface KeyTally {

  /** Counts one use; returns at once, whatever becomes of it. */
  void used(KeyPlace place);

  /** Nobody counts. */
  static KeyTally none() {
    return place -> {};
  }
}
