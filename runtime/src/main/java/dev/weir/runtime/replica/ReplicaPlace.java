package dev.weir.runtime.replica;

/**
 * Where the entries of a replica are: in Redis one hash, a field for each entry, and in it a
 * revision that grows with every change of any of them. A Redis that lost its memory has no
 * revision; one that came back with an old memory has a smaller one; neither is believed.
 *
 * @param hash its key
 * @param channel where changes are told; a message is the name of an entry, or {@link #EVERYTHING}
 * @param title what the snapshot on disk calls itself, one word
 */
public record ReplicaPlace(String hash, String channel, String title) {

  /** The field that no entry has. */
  public static final String REVISION_FIELD = "#revision";

  /** The message that any entry may have changed. */
  public static final String EVERYTHING = "*";
}
