package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads frames that arrive in pieces of any size. The samples of a part share the bytes of their
 * frame, which are copied once. Once it has thrown, a reader is of no use any more.
 */
public final class RelayReader {

  private byte[] part = new byte[RelayWriter.HEADER_BYTES];
  private int filled;
  private int type;
  private boolean inBody;

  /** Takes the next piece and gives the frames that it completes. */
  public List<RelayFrame> read(ByteSlice piece) {
    List<RelayFrame> frames = new ArrayList<>();
    int position = 0;
    while (position < piece.length()) {
      int length = Math.min(part.length - filled, piece.length() - position);
      System.arraycopy(piece.array(), piece.offset() + position, part, filled, length);
      position += length;
      filled += length;
      while (filled == part.length) {
        finish(frames);
      }
    }
    return frames;
  }

  private void finish(List<RelayFrame> frames) {
    byte[] whole = part;
    filled = 0;
    if (inBody) {
      inBody = false;
      part = new byte[RelayWriter.HEADER_BYTES];
      frames.add(frame(whole));
      return;
    }
    ByteCursor header = ByteCursor.of(whole);
    type = header.u8();
    long bodyBytes = header.u32();
    if (bodyBytes > RelayFrame.MAX_BODY_BYTES) {
      throw new MalformedMediaException("frame of " + bodyBytes + " bytes between nodes");
    }
    inBody = true;
    part = new byte[(int) bodyBytes];
  }

  private RelayFrame frame(byte[] body) {
    ByteCursor cursor = ByteCursor.of(body);
    RelayFrame frame =
        switch (type) {
          case HelloFrame.TYPE -> HelloFrame.read(cursor);
          case CountersFrame.TYPE -> CountersFrame.read(cursor);
          case TermsFrame.TYPE -> TermsFrame.read(cursor);
          case TracksFrame.TYPE -> TracksFrame.read(cursor);
          case PartFrame.TYPE -> PartFrame.read(cursor);
          case CloseFrame.TYPE -> CloseFrame.read(cursor);
          case EndFrame.TYPE -> new EndFrame();
          case ShowFrame.TYPE -> ShowFrame.read(cursor);
          case AliveFrame.TYPE -> new AliveFrame();
          default -> throw new MalformedMediaException("frame of type " + type);
        };
    if (cursor.hasRemaining()) {
      throw new MalformedMediaException(
          "frame of type " + type + " with " + cursor.remaining() + " bytes too many");
    }
    return frame;
  }
}
