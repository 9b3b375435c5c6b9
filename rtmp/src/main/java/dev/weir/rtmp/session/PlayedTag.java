package dev.weir.rtmp.session;

import dev.weir.media.flv.FlvTag;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.message.TagMessage;

/**
 * The bytes of a tag as every RTMP player gets them: the same for all, since each message begins
 * with a whole header and all players were told the same chunk size and message stream.
 */
public final class PlayedTag {

  private static final ChunkWriter WRITER = new ChunkWriter(ServerSession.CHUNK_BYTES);

  private PlayedTag() {}

  /** The chunks of one message. */
  public static byte[] encode(FlvTag tag) {
    return WRITER.toBytes(TagMessage.write(tag, ServerSession.MESSAGE_STREAM_ID));
  }
}
