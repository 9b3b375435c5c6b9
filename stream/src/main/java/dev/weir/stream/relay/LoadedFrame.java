package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A frame with the media that goes with it, so that this stays for as long as the frame waits.
 * Whoever has one either writes it or releases it, once.
 *
 * @param frame what is said
 * @param media what follows; of most frames, nothing
 */
public record LoadedFrame(RelayFrame frame, ByteBuf media) {

  /** Bytes of media. */
  public int mediaBytes() {
    return media.readableBytes();
  }

  /**
   * All bytes of the frame, which the caller owns.
   *
   * @throws MalformedMediaException when they are more than a frame may have; it is released
   */
  public ByteBuf write() {
    try {
      ByteSlice head = RelayWriter.head(frame, media.readableBytes());
      int size = head.length() + media.readableBytes();
      ByteBuf wire = ByteBufAllocator.DEFAULT.directBuffer(size, size);
      return wire.writeBytes(head.array(), head.offset(), head.length()).writeBytes(media);
    } finally {
      release();
    }
  }

  /** Lets go of the media. */
  public void release() {
    media.release();
  }
}
