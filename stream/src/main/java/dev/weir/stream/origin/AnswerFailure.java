package dev.weir.stream.origin;

/** Why another node's answer did not come, or did not come to its end. */
public enum AnswerFailure {
  /** It has no such stream. */
  UNKNOWN_STREAM,
  /** It had the stream, which is over. */
  ENDED_STREAM,
  /** Nobody listens there. */
  DEAD,
  /** It refused, was silent for too long, or the connection broke. */
  BROKEN
}
