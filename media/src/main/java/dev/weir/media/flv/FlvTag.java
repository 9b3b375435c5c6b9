package dev.weir.media.flv;

import dev.weir.media.bytes.ByteSlice;
import java.util.Arrays;
import java.util.Objects;

/**
 * One tag: the unit that a publisher's stream is made of. The body of an RTMP audio, video or data
 * message <em>is</em> the body of such a tag.
 *
 * <p>A body is shared by everyone who sees the tag and must never be changed. Equality is by
 * content. The questions a tag answers about itself look at its first bytes only and answer no for
 * a body that is malformed.
 */
public sealed interface FlvTag {

  /** Decode time in milliseconds; not wrapped at 32 bits. */
  long timestampMs();

  /** The body: exactly the bytes between the tag's header and its trailer. */
  byte[] body();

  /** The body as a view. */
  default ByteSlice payload() {
    return ByteSlice.of(body());
  }

  /** Whether the tag configures decoders; a late viewer needs the last one of each track. */
  default boolean isSequenceStart() {
    return false;
  }

  /** Whether the tag carries coded pictures or coded sound. */
  default boolean isCodedFrame() {
    return false;
  }

  /** Whether the tag carries coded pictures at which decoding can start. */
  default boolean isKeyFrame() {
    return false;
  }

  /** Number of the first track in the tag, among the tracks of its kind; 0 when it names none. */
  default int trackNumber() {
    return 0;
  }

  /**
   * A tag of type 9.
   *
   * @param timestampMs decode time, milliseconds
   * @param body read by {@link VideoTagBody}
   */
  record VideoTag(long timestampMs, byte[] body) implements FlvTag {

    @Override
    public boolean isSequenceStart() {
      return VideoTagHeader.isSequenceStart(body);
    }

    @Override
    public boolean isCodedFrame() {
      return VideoTagHeader.isCodedFrame(body);
    }

    @Override
    public boolean isKeyFrame() {
      return VideoTagHeader.isKeyFrame(body);
    }

    @Override
    public int trackNumber() {
      return VideoTagHeader.firstTrack(body);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof VideoTag that && same(this, that);
    }

    @Override
    public int hashCode() {
      return hash(this);
    }

    @Override
    public String toString() {
      return "video at " + timestampMs + " ms, " + payload();
    }
  }

  /**
   * A tag of type 8.
   *
   * @param timestampMs time of the first sample, milliseconds
   * @param body read by {@link AudioTagBody}
   */
  record AudioTag(long timestampMs, byte[] body) implements FlvTag {

    @Override
    public boolean isSequenceStart() {
      return AudioTagHeader.isSequenceStart(body);
    }

    @Override
    public boolean isCodedFrame() {
      return AudioTagHeader.isCodedFrame(body);
    }

    @Override
    public int trackNumber() {
      return AudioTagHeader.firstTrack(body);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof AudioTag that && same(this, that);
    }

    @Override
    public int hashCode() {
      return hash(this);
    }

    @Override
    public String toString() {
      return "audio at " + timestampMs + " ms, " + payload();
    }
  }

  /**
   * A tag of type 18.
   *
   * @param timestampMs its time, milliseconds
   * @param body AMF0 values, the first one a name such as {@code onMetaData}
   */
  record ScriptTag(long timestampMs, byte[] body) implements FlvTag {

    /**
     * The tag for an RTMP data message: {@code @setDataFrame} in front of the values is addressed
     * to the server alone, so it is taken off.
     */
    public static ScriptTag ofDataMessage(long timestampMs, ByteSlice message) {
      return new ScriptTag(timestampMs, OnMetaData.withoutSetDataFrame(message).toByteArray());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ScriptTag that && same(this, that);
    }

    @Override
    public int hashCode() {
      return hash(this);
    }

    @Override
    public String toString() {
      return "script at " + timestampMs + " ms, " + payload();
    }
  }

  private static boolean same(FlvTag one, FlvTag other) {
    return one.timestampMs() == other.timestampMs() && Arrays.equals(one.body(), other.body());
  }

  private static int hash(FlvTag tag) {
    return Objects.hash(tag.timestampMs(), Arrays.hashCode(tag.body()));
  }
}
