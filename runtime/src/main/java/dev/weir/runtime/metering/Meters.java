package dev.weir.runtime.metering;

import dev.weir.contract.metering.MeterKey;

/** The counters of a process. Thread-safe. */
public interface Meters {

  /**
   * The counter of a key, for whoever counts often, until it is closed. Throws {@code WeirFault
   * SERVER_BUSY} when there is no room for another, not even for one that counts several streams
   * together: nothing is to be delivered that cannot be counted.
   */
  MeterCounter open(MeterKey key);

  /** Counts once. Throws as {@link #open} does. */
  default void count(MeterKey key, long quantity) {
    try (MeterCounter counter = open(key)) {
      counter.add(quantity);
    }
  }
}
