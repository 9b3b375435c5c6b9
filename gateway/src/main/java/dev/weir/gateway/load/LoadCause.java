package dev.weir.gateway.load;

/** Why a node takes no more viewers. */
public enum LoadCause {
  /** As many watch as may. */
  VIEWERS,
  /** As much goes out as may. */
  EGRESS,
  /** An event loop gets to its work too late. */
  LATENESS
}
