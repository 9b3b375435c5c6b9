package dev.weir.stream.origin;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTagWriter;
import dev.weir.stream.fanout.Opening;
import dev.weir.stream.fanout.WireFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Tags as they go to other nodes: FLV whose header has gone out before. */
enum TagWire implements WireFormat {
  /** There is one form for all nodes. */
  BETWEEN_NODES;

  @Override
  public ByteBuf encode(Opening opening) {
    return encode(opening.tags());
  }

  @Override
  public ByteBuf encode(List<FlvTag> tags) {
    int bytes = 0;
    for (FlvTag tag : tags) {
      bytes += isForged(tag) ? 0 : FlvTagWriter.sizeBytes(tag);
    }
    if (bytes == 0) {
      return Unpooled.EMPTY_BUFFER;
    }
    ByteBuf wire = ByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
    for (FlvTag tag : tags) {
      if (!isForged(tag)) {
        write(tag, wire);
      }
    }
    return wire;
  }

  private static boolean isForged(FlvTag tag) {
    return tag instanceof ScriptTag script && PublisherNote.isNote(script);
  }

  private static void write(FlvTag tag, ByteBuf wire) {
    ByteSink edge = new ByteSink(FlvTagWriter.HEADER_BYTES);
    FlvTagWriter.writeHeader(tag, edge);
    wire.writeBytes(edge.toByteArray()).writeBytes(tag.body());
    wire.writeInt(FlvTagWriter.HEADER_BYTES + tag.body().length);
  }
}
