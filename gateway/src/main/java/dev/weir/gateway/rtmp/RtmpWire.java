package dev.weir.gateway.rtmp;

import dev.weir.media.flv.FlvTag;
import dev.weir.rtmp.session.PlayedTag;
import dev.weir.stream.fanout.Opening;
import dev.weir.stream.fanout.WireFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.List;

/** RTMP messages in chunks that depend on nothing sent before, so that all players share them. */
enum RtmpWire implements WireFormat {
  /** There is one chunk size and one message stream for all players. */
  CHUNKS;

  @Override
  public ByteBuf encode(Opening opening) {
    return encode(opening.tags());
  }

  @Override
  public ByteBuf encode(List<FlvTag> tags) {
    List<byte[]> messages = tags.stream().map(PlayedTag::encode).toList();
    int bytes = messages.stream().mapToInt(message -> message.length).sum();
    if (bytes == 0) {
      return Unpooled.EMPTY_BUFFER;
    }
    ByteBuf wire = ByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
    messages.forEach(wire::writeBytes);
    return wire;
  }

  /** Goes from one message's header to the next: there are few in a batch. */
  @Override
  public int bodyBytes(ByteBuf wire) {
    int body = 0;
    int at = wire.readerIndex();
    while (at < wire.writerIndex()) {
      int length = wire.getUnsignedMedium(at + PlayedTag.LENGTH_OFFSET);
      body += length;
      at += PlayedTag.sizeBytes(wire.getUnsignedMedium(at + PlayedTag.TIME_OFFSET), length);
    }
    return body;
  }
}
