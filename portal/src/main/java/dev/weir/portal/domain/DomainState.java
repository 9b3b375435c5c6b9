package dev.weir.portal.domain;

/** How far a domain is. Names are stored: they are never changed. */
public enum DomainState {
  /** Claimed; waits for the tenant to prove that it is theirs. */
  PENDING,
  /** Proven; waits for the name to lead here. */
  CONFIGURING,
  /** Served. */
  ONLINE,
  /** Given up, for the reason that the last check found. */
  FAILED,
  /** Switched off by the tenant. */
  DISABLED,
  /** Not served, kept until its grace period ends, and restored until then. */
  DELETING
}
