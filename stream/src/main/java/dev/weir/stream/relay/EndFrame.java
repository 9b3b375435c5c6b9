package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteSink;

/** Nothing will be added to the playlists any more; without a body. */
record EndFrame() implements RelayFrame {

  static final int TYPE = 7;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(ByteSink sink) {}
}
