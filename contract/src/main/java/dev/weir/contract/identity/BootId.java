package dev.weir.contract.identity;

/** One start of a node: made at random by each process, so that a restart is told from a twin. */
public record BootId(String value) {

  /** Throws {@link IllegalArgumentException} unless {@link NameRule} accepts the value. */
  public BootId {
    NameRule.require("a boot id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
