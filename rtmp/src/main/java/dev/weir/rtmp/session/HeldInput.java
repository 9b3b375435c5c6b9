package dev.weir.rtmp.session;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;

/** What arrived while a decision is pending. Encoders that do not wait lose nothing by it. */
final class HeldInput {

  private ByteSink held = new ByteSink(0);

  boolean isEmpty() {
    return held.size() == 0;
  }

  /** Takes all of {@code input}. */
  void add(ByteCursor input) {
    if (held.size() + input.remaining() > ServerSession.MAX_HELD_BYTES) {
      throw new WeirFault(
          FaultCode.RTMP_UNFINISHED_BYTES_EXCEEDED,
          "more than " + ServerSession.MAX_HELD_BYTES + " bytes ahead of the decision");
    }
    held.bytes(input.rest());
  }

  /** Everything so far; nothing is held afterwards. */
  ByteCursor take() {
    ByteCursor taken = held.toSlice().cursor();
    held = new ByteSink(0);
    return taken;
  }
}
