package dev.weir.rtmp.message;

import dev.weir.rtmp.chunk.RawMessage;

/**
 * A message of a type that asks nothing of us: shared objects, and whatever was never specified.
 *
 * @param raw as it came
 */
public record IgnoredMessage(RawMessage raw) implements RtmpMessage {

  @Override
  public RawMessage write() {
    return raw;
  }
}
