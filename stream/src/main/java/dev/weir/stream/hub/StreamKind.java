package dev.weir.stream.hub;

/** Where a stream comes from. */
public enum StreamKind {
  /** Somebody pushed it. */
  SOURCE,
  /**
   * It is made of another stream of this node, on whose line of time it lies. It counts against no
   * number of live streams, and its source's end is its end.
   */
  RENDITION
}
