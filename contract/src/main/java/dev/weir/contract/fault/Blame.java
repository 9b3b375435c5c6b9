package dev.weir.contract.fault;

/** Who can mend a fault. */
public enum Blame {
  /** Whoever is at the other end of the connection: an encoder, a viewer, a script. */
  PEER,
  /** The tenant, by changing a setting or ordering more. */
  TENANT,
  /** Whoever runs the platform. */
  OPERATOR,
  /** Weir's developers. */
  US
}
