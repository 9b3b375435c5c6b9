package dev.weir.portal.domain;

/** The two things that a domain may be for, each with keys of its own. */
public enum Side {
  /** Publishers. */
  PUSH,
  /** Viewers. */
  PLAY
}
