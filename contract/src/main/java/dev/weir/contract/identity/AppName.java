package dev.weir.contract.identity;

/** The first path segment of a push or play URL; groups a domain's streams. */
public record AppName(String value) {

  /** Throws {@link IllegalArgumentException} unless {@link NameRule} accepts the value. */
  public AppName {
    NameRule.require("an app name", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
