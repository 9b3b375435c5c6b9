package dev.weir.gateway.flv;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.flv.FlvHeader;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagWriter;
import dev.weir.stream.fanout.Opening;
import dev.weir.stream.fanout.WireFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** FLV with whatever its carrier wants around it. */
enum FlvWire implements WireFormat {
  /** Nothing: HTTP/2 frames are per connection, and HTTP/1.0 ends with the connection. */
  PLAIN {
    @Override
    byte[] before(int bytes) {
      return NOTHING;
    }

    @Override
    byte[] behind() {
      return NOTHING;
    }

    @Override
    int body(int bytes) {
      return bytes;
    }
  },
  /** One chunk of the chunked transfer coding, RFC 9112, 7.1. */
  CHUNKED {
    @Override
    byte[] before(int bytes) {
      return (Integer.toHexString(bytes) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    byte[] behind() {
      return LINE_END;
    }

    // Behind one more digit of the length stand sixteen times as many bytes.
    @Override
    int body(int bytes) {
      int digits = 1;
      while (bytes - 2 * LINE_END.length - digits >= 1 << 4 * digits) {
        digits++;
      }
      return bytes - 2 * LINE_END.length - digits;
    }
  },
  /**
   * One binary message in one frame, RFC 6455, 5.2: {@code FIN, opcode 2}, and the length in 7, 7
   * and 16, or 7 and 64 bits. A server does not mask, so that the frame is the same for everyone.
   */
  WEBSOCKET {
    @Override
    byte[] before(int bytes) {
      ByteSink sink = new ByteSink(10).u8(FIN_BINARY);
      if (bytes < LENGTH_IN_16_BITS) {
        sink.u8(bytes);
      } else if (bytes <= 0xFFFF) {
        sink.u8(LENGTH_IN_16_BITS).u16(bytes);
      } else {
        sink.u8(LENGTH_IN_64_BITS).u64(bytes);
      }
      return sink.toByteArray();
    }

    @Override
    byte[] behind() {
      return NOTHING;
    }

    @Override
    int body(int bytes) {
      int shortest = bytes - 2;
      if (shortest < LENGTH_IN_16_BITS) {
        return shortest;
      }
      return shortest - 2 <= 0xFFFF ? shortest - 2 : shortest - 8;
    }
  };

  private static final byte[] NOTHING = new byte[0];
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final int FIN_BINARY = 0x82;
  private static final int LENGTH_IN_16_BITS = 126;
  private static final int LENGTH_IN_64_BITS = 127;

  /** How long the frame is follows from the length of what was framed. */
  @Override
  public int bodyBytes(ByteBuf wire) {
    int bytes = wire.readableBytes();
    return bytes == 0 ? 0 : body(bytes);
  }

  /** How much FLV is in so many framed bytes. */
  abstract int body(int bytes);

  /** What stands before {@code bytes} of FLV. */
  abstract byte[] before(int bytes);

  /** What stands behind them. */
  abstract byte[] behind();

  @Override
  public ByteBuf encode(Opening opening) {
    byte[] header = new FlvHeader(opening.hasAudio(), opening.hasVideo()).toBytes();
    return wrap(header, opening.tags());
  }

  @Override
  public ByteBuf encode(List<FlvTag> tags) {
    return wrap(NOTHING, tags);
  }

  private ByteBuf wrap(byte[] header, List<FlvTag> tags) {
    int bytes = header.length + tags.stream().mapToInt(FlvTagWriter::sizeBytes).sum();
    if (bytes == 0) {
      // A chunk without content would end the answer.
      return Unpooled.EMPTY_BUFFER;
    }
    byte[] before = before(bytes);
    byte[] behind = behind();
    int total = before.length + bytes + behind.length;
    ByteBuf wire = ByteBufAllocator.DEFAULT.directBuffer(total, total);
    wire.writeBytes(before).writeBytes(header);
    for (FlvTag tag : tags) {
      ByteSink edge = new ByteSink(FlvTagWriter.HEADER_BYTES);
      FlvTagWriter.writeHeader(tag, edge);
      wire.writeBytes(edge.toByteArray()).writeBytes(tag.body());
      wire.writeInt(FlvTagWriter.HEADER_BYTES + tag.body().length);
    }
    return wire.writeBytes(behind);
  }
}
