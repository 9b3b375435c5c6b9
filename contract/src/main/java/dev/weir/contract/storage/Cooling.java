package dev.weir.contract.storage;

import java.time.Duration;

/**
 * When objects go over into a colder class.
 *
 * @param after how long after they came; whole days
 * @param to the class
 */
public record Cooling(Duration after, StorageClass to) {

  /** Shortest time. */
  public static final Duration MIN_AFTER = Duration.ofDays(1);

  /** Longest time. */
  public static final Duration MAX_AFTER = Duration.ofDays(3650);

  /** Throws {@link IllegalArgumentException} for a time that is out of bounds, and no change. */
  public Cooling {
    if (after.compareTo(MIN_AFTER) < 0
        || after.compareTo(MAX_AFTER) > 0
        || !after.equals(Duration.ofDays(after.toDays()))) {
      throw new IllegalArgumentException("objects change their class after 1 to 3,650 days");
    }
    if (to == StorageClass.STANDARD) {
      throw new IllegalArgumentException("the class that everything begins in is no colder one");
    }
  }
}
