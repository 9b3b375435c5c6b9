package dev.weir.contract.check;

/** What somebody came for. */
public enum Door {
  /** To publish. */
  PUBLISH,
  /** To watch. */
  PLAY
}
