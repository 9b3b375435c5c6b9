package dev.weir.contract.identity;

/** A process of the platform, named by its operator or once at random on first start. */
public record NodeId(String value) {

  /** Throws {@link IllegalArgumentException} unless {@link NameRule} accepts the value. */
  public NodeId {
    NameRule.require("a node id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
