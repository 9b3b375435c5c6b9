package dev.weir.stream.lease;

/** What a node has to say about a stream whose lease it holds. */
public enum OwnerState {
  /** Somebody publishes it, or is being let in. */
  LIVE,
  /** Its publisher is gone and may come back. */
  INTERRUPTED,
  /** It has no such stream. */
  UNKNOWN_STREAM,
  /** Nobody listens there: the connection was refused. */
  DEAD,
  /** No answer in time: it may be alive. */
  SILENT
}
