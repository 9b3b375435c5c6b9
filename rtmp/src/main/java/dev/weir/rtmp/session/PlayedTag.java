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

  /** Where in a message's header its timestamp is, 24 bits; all ones when 32 follow instead. */
  public static final int TIME_OFFSET = 1;

  /** Where in a message's header the length of its body is, 24 bits. */
  public static final int LENGTH_OFFSET = 4;

  /** What {@link #TIME_OFFSET} says of a timestamp that is behind the header. */
  public static final int EXTENDED = 0xFFFFFF;

  private static final int FIRST_HEADER_BYTES = 12;

  private PlayedTag() {}

  /** How long the chunks of a message are whose header says so. */
  public static int sizeBytes(int time, int bodyBytes) {
    int extendedBytes = time == EXTENDED ? 4 : 0;
    int further = Math.max(0, bodyBytes - 1) / ServerSession.CHUNK_BYTES;
    return FIRST_HEADER_BYTES + extendedBytes + bodyBytes + further * (1 + extendedBytes);
  }

  /** The chunks of one message. */
  public static byte[] encode(FlvTag tag) {
    return WRITER.toBytes(TagMessage.write(tag, ServerSession.MESSAGE_STREAM_ID));
  }
}
