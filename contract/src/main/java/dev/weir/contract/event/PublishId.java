package dev.weir.contract.event;

import java.util.UUID;

/** The identity of one publish, from its admission to its end: made at random by its node. */
public record PublishId(UUID value) {

  /** Reads the canonical textual form; throws {@link IllegalArgumentException} on anything else. */
  public static PublishId parse(String text) {
    return new PublishId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
