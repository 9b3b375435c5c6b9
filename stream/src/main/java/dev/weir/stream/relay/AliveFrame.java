package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteSink;

/** There is nothing to say, and the owner is there; without a body. */
public record AliveFrame() implements RelayFrame {

  static final int TYPE = 9;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(ByteSink sink) {}
}
