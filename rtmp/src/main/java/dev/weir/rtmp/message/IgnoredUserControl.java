package dev.weir.rtmp.message;

import dev.weir.rtmp.chunk.RawMessage;

/**
 * A user control event that asks nothing of a server: SWF verification, buffer reports and such.
 *
 * @param raw as it came
 */
public record IgnoredUserControl(RawMessage raw) implements UserControl {

  @Override
  public RawMessage write() {
    return raw;
  }
}
