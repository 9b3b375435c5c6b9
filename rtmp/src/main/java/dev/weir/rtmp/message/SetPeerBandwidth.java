package dev.weir.rtmp.message;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RawMessage;

/**
 * Type 6: how many unacknowledged bytes the other end may have on the way. RTMP 1.0, 5.4.5.
 *
 * @param windowBytes the window
 * @param limitType {@link #HARD}, {@link #SOFT} or {@link #DYNAMIC}
 */
public record SetPeerBandwidth(long windowBytes, int limitType) implements RtmpMessage {

  /** The window holds. */
  public static final int HARD = 0;

  /** The smaller one of this window and the one in force holds. */
  public static final int SOFT = 1;

  /** Hard if the one before was hard, of no effect otherwise. */
  public static final int DYNAMIC = 2;

  static SetPeerBandwidth read(RawMessage raw) {
    ByteCursor body = ControlBody.read(raw, 5);
    return new SetPeerBandwidth(body.u32(), body.u8());
  }

  @Override
  public RawMessage write() {
    return ControlBody.write(
        MessageType.SET_PEER_BANDWIDTH, new ByteSink(5).u32(windowBytes).u8(limitType));
  }
}
