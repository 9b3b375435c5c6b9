package dev.weir.runtime.storage;

import java.time.Instant;
import java.util.List;

/**
 * Objects that grow in a store while nobody sees them, and whose beginning is known last: parts
 * come in order, and the front before them completes the object. Whatever fails is a {@code
 * WeirFault} as of the {@link ObjectStore}; {@code OBJECT_ABSENT} says that the store has lost the
 * draft, which is begun anew then. Thread-safe; every method blocks.
 */
public interface ObjectDrafts {

  /** Most parts of one. */
  int MAX_PARTS = 9_000;

  /**
   * A draft, and all that has to be known to go on with it after a restart.
   *
   * @param name under which it was begun
   * @param mediaType what it will be
   * @param reservedBytes room for the front that was asked for
   * @param key by which the store knows it; may be empty
   */
  record Draft(ObjectName name, String mediaType, long reservedBytes, String key) {}

  /**
   * What the store has taken.
   *
   * @param tag by which it knows the part; without spaces
   * @param bytes how many
   */
  record Part(String tag, int bytes) {}

  /** Smaller objects are put whole just as quickly. */
  long worthwhileBytes();

  /** How much one part brings at least, unless it is the last; parts are counted from 0. */
  int partBytes(int number);

  /** Whether a draft takes its name when it is completed, whatever it was begun under. */
  boolean takesAnyName();

  /** Whether the room for the front has to be asked for when a draft begins. */
  boolean reservesFront();

  /**
   * Begins one in the place of any other of this name.
   *
   * @param reservedBytes room for the front, for a store that {@linkplain #reservesFront reserves}
   */
  Draft begin(ObjectName name, String mediaType, long reservedBytes);

  /** Adds a part behind those that are there; the same part may come again. */
  Part add(Draft draft, List<Part> there, byte[] bytes);

  /** How long a front has to be that needs so many bytes; less than that when it has no room. */
  long frontBytes(Draft draft, long neededBytes);

  /**
   * Makes it an object, in the place of any that has the name: whole or not at all. Once it is one,
   * asking again does no harm.
   *
   * @param front of {@link #frontBytes} bytes
   */
  void complete(Draft draft, List<Part> parts, byte[] front, ObjectName name);

  /** Lets go of what there is; a draft that is gone is let go of already. */
  void abandon(Draft draft);

  /** Lets go of drafts, and of other uploads, that nobody has begun or added to since a moment. */
  void abandonOlderThan(Instant moment);
}
