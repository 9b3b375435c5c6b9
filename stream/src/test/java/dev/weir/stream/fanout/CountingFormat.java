package dev.weir.stream.fanout;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.flv.FlvHeader;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Plain FLV, and a list of every buffer that was ever made of it. */
public final class CountingFormat implements WireFormat {

  /** Without the leak detector: a test that ends in mid-stream leaves buffers behind, rightly. */
  private static final UnpooledByteBufAllocator BUFFERS = new UnpooledByteBufAllocator(false, true);

  private final List<ByteBuf> made = Collections.synchronizedList(new ArrayList<>());

  @Override
  public ByteBuf encode(Opening opening) {
    ByteSink sink = new ByteSink(256);
    sink.bytes(new FlvHeader(opening.hasAudio(), opening.hasVideo()).toBytes());
    opening.tags().forEach(tag -> FlvTagWriter.write(tag, sink));
    return keep(sink);
  }

  @Override
  public ByteBuf encode(List<FlvTag> tags) {
    ByteSink sink = new ByteSink(256);
    tags.forEach(tag -> FlvTagWriter.write(tag, sink));
    return keep(sink);
  }

  /** How often something was encoded. */
  public int encoded() {
    return made.size();
  }

  /** Buffers that somebody still holds. */
  public long held() {
    synchronized (made) {
      return made.stream().filter(buffer -> buffer.refCnt() > 0).count();
    }
  }

  private ByteBuf keep(ByteSink sink) {
    ByteBuf buffer = BUFFERS.heapBuffer(sink.size()).writeBytes(sink.toByteArray());
    made.add(buffer);
    return buffer;
  }
}
