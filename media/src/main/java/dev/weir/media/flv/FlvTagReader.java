package dev.weir.media.flv;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an FLV stream that arrives in pieces of any size. Timestamps are unwrapped: the 32 bits on
 * the wire are taken as the nearest time to the tag before. Trailers are not compared, since some
 * writers get them wrong; tags of unknown type are passed over. Once it has thrown, a reader is of
 * no use any more.
 */
public final class FlvTagReader {

  /** Bytes in the body of a video tag. */
  public static final int MAX_VIDEO_BODY_BYTES = 10 * 1024 * 1024;

  /** Bytes in the body of any other tag. */
  public static final int MAX_BODY_BYTES = 1024 * 1024;

  private static final int ENCRYPTED_BIT = 0x20;

  private Step step = Step.FILE_HEADER;
  private byte[] part = new byte[FlvHeader.SIZE_BYTES];
  private int filled;
  private int tagType;
  private long timestampMs;
  private long clockMs;
  private boolean started;

  private enum Step {
    FILE_HEADER,
    EXTRA_HEADER,
    TRAILER,
    TAG_HEADER,
    BODY
  }

  /** Takes the next piece of the stream and gives the tags that it completes. */
  public List<FlvTag> read(ByteSlice piece) {
    List<FlvTag> tags = new ArrayList<>();
    int position = 0;
    while (position < piece.length()) {
      int length = Math.min(part.length - filled, piece.length() - position);
      System.arraycopy(piece.array(), piece.offset() + position, part, filled, length);
      position += length;
      filled += length;
      while (filled == part.length) {
        finish().ifPresent(tags::add);
      }
    }
    return tags;
  }

  /** Whether the stream could end here: no tag has begun that is not complete. */
  public boolean isBetweenTags() {
    return filled == 0 && (step == Step.TAG_HEADER || step == Step.TRAILER);
  }

  /** Uses the part that is complete and decides which one comes next. */
  private Optional<FlvTag> finish() {
    byte[] whole = part;
    switch (step) {
      case FILE_HEADER -> {
        FlvHeader.read(ByteSlice.of(whole));
        expect(Step.EXTRA_HEADER, FlvHeader.extraBytes(ByteSlice.of(whole)));
      }
      case EXTRA_HEADER -> expect(Step.TRAILER, FlvTagWriter.TRAILER_BYTES);
      case TRAILER -> expect(Step.TAG_HEADER, FlvTagWriter.HEADER_BYTES);
      case TAG_HEADER -> readTagHeader(ByteCursor.of(whole));
      case BODY -> {
        expect(Step.TRAILER, FlvTagWriter.TRAILER_BYTES);
        return tag(whole);
      }
    }
    return Optional.empty();
  }

  private void expect(Step next, int lengthBytes) {
    step = next;
    part = new byte[lengthBytes];
    filled = 0;
  }

  private void readTagHeader(ByteCursor header) {
    tagType = header.u8();
    if ((tagType & ENCRYPTED_BIT) != 0) {
      throw new UnsupportedMediaException("encrypted FLV tag");
    }
    int size = header.u24();
    int limit = tagType == FlvTagWriter.VIDEO ? MAX_VIDEO_BODY_BYTES : MAX_BODY_BYTES;
    if (size > limit) {
      throw new MalformedMediaException(
          "FLV tag of type " + tagType + " with " + size + " bytes, limit " + limit);
    }
    int wireMs = header.u24() | header.u8() << 24;
    boolean media = tagType == FlvTagWriter.AUDIO || tagType == FlvTagWriter.VIDEO;
    timestampMs = started ? clockMs + (wireMs - (int) clockMs) : Integer.toUnsignedLong(wireMs);
    if (media) {
      // Script tags at time 0 stand before and within streams that run for weeks.
      clockMs = timestampMs;
      started = true;
    }
    expect(Step.BODY, size);
  }

  private Optional<FlvTag> tag(byte[] body) {
    return switch (tagType) {
      case FlvTagWriter.AUDIO -> Optional.of(new AudioTag(timestampMs, body));
      case FlvTagWriter.VIDEO -> Optional.of(new VideoTag(timestampMs, body));
      case FlvTagWriter.SCRIPT -> Optional.of(new ScriptTag(timestampMs, body));
      case FlvTagWriter.AMF3_SCRIPT -> amf3Script(body);
      default -> Optional.empty();
    };
  }

  /** The body starts with a format selector, 0, and goes on in AMF0, which may switch to AMF3. */
  private Optional<FlvTag> amf3Script(byte[] body) {
    if (body.length == 0 || body[0] != 0) {
      return Optional.empty();
    }
    byte[] values = new ByteSlice(body, 1, body.length - 1).toByteArray();
    return Optional.of(new ScriptTag(timestampMs, values));
  }
}
