package dev.weir.runtime.replica;

import dev.weir.runtime.wire.MalformedWireException;

/**
 * How the entries of a replica are told apart and written. Thread-safe.
 *
 * @param <V> an entry, immutable
 */
public interface EntryForm<V> {

  /** What it is found by. */
  String name(V entry);

  /** Grows with every change of the entry. */
  long version(V entry);

  /** As one line of JSON, an object with the version in its field {@code version}. */
  String write(V entry);

  /** Reads what {@link #write} wrote; throws {@link MalformedWireException} on anything else. */
  V read(String text);
}
