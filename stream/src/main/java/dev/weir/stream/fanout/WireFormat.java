package dev.weir.stream.fanout;

import dev.weir.media.flv.FlvTag;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * How tags look on one kind of wire, equal for every viewer of that kind. Without state and
 * thread-safe; equal formats share what was encoded.
 */
public interface WireFormat {

  /** Encodes what a viewer gets first into a new direct buffer, which the caller owns. */
  ByteBuf encode(Opening opening);

  /** Encodes tags that follow others into a new direct buffer, which the caller owns. */
  ByteBuf encode(List<FlvTag> tags);

  /** How much of what was encoded is media, without what this wire frames it in. */
  default int bodyBytes(ByteBuf wire) {
    return wire.readableBytes();
  }
}
