package dev.weir.contract.identity;

/** A stream's name within its app, as the encoder pushes it and viewers ask for it. */
public record StreamName(String value) {

  /** Throws {@link IllegalArgumentException} unless {@link NameRule} accepts the value. */
  public StreamName {
    NameRule.require("a stream name", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
