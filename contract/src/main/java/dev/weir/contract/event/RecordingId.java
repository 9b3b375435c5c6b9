package dev.weir.contract.event;

import java.util.UUID;

/** The identity of one file of a recording, in one format: made at random by its node. */
public record RecordingId(UUID value) {

  /** Reads the canonical textual form; throws {@link IllegalArgumentException} on anything else. */
  public static RecordingId parse(String text) {
    return new RecordingId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
