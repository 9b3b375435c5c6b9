package dev.weir.rtmp.chunk;

import org.jspecify.annotations.Nullable;

/** What one chunk stream remembers from header to header, and its unfinished message. */
final class ChunkStream {

  /**
   * A type-3 chunk that begins a message right after a type-0 chunk repeats that chunk's timestamp
   * as its delta, says the specification (5.3.1.2.4), and FMLE and ffmpeg mean it so, for frames
   * near zero. Where the timestamp is too long for a distance between frames, librtmp's writer
   * spoke, which means "the same time".
   */
  private static final long LONGEST_REPEATED_TIMESTAMP_MS = 1_000;

  /** An extended timestamp that follows a type-3 header is believed if it lies this near. */
  private static final long NEAR_MS = 10_000;

  private final int id;

  private int typeId;
  private int lengthBytes;
  private int messageStreamId;
  private long timestampMs;
  private int lastField;
  private boolean lastFieldAbsolute;
  private boolean extended;
  private boolean lengthKnown;
  private @Nullable MessageAssembly assembly;

  /** A fresh chunk stream on a connection whose media has come to {@code mediaTimeMs}. */
  ChunkStream(int id, long mediaTimeMs) {
    this.id = id;
    this.timestampMs = mediaTimeMs;
  }

  int id() {
    return id;
  }

  /** Whether the last header with a timestamp field used the extended one. */
  boolean extended() {
    return extended;
  }

  /** Whether a type or a length was ever announced, without which types 2 and 3 mean nothing. */
  boolean lengthKnown() {
    return lengthKnown;
  }

  int typeId() {
    return typeId;
  }

  int lengthBytes() {
    return lengthBytes;
  }

  long timestampMs() {
    return timestampMs;
  }

  @Nullable MessageAssembly assembly() {
    return assembly;
  }

  /** Takes length and type from a type-0 or type-1 header. */
  void announce(int newLengthBytes, int newTypeId) {
    lengthBytes = newLengthBytes;
    typeId = newTypeId;
    lengthKnown = true;
  }

  /** Takes the message stream from a type-0 header. */
  void messageStreamId(int newMessageStreamId) {
    messageStreamId = newMessageStreamId;
  }

  /** Takes the absolute timestamp of a type-0 header. */
  void absoluteTime(int field, boolean isExtended) {
    timestampMs = MessageTime.nearest(field, timestampMs);
    remember(field, true, isExtended);
  }

  /** Takes the delta of a type-1 or type-2 header. */
  void delta(int field, boolean isExtended) {
    advance(field);
    remember(field, false, isExtended);
  }

  /** Begins a message whose type-3 header says nothing: everything as before. */
  void repeatHeader() {
    if (!lastFieldAbsolute || Integer.toUnsignedLong(lastField) <= LONGEST_REPEATED_TIMESTAMP_MS) {
      advance(lastField);
    }
  }

  /** Begins a message whose type-3 header carries an extended timestamp of its own. */
  void repeatHeader(int extendedField) {
    if (lastFieldAbsolute) {
      absoluteTime(extendedField, true);
    } else {
      advance(lastField);
    }
  }

  /**
   * Whether four bytes behind a type-3 header are an extended timestamp. Adobe's software repeats
   * it in every chunk (the field, or the time of the message when the field was a delta); old
   * ffmpeg and librtmp do not, and then these bytes are payload. Nobody says which; SRS and others
   * compare, too.
   */
  boolean isRepeatedField(int candidate) {
    boolean startsMessage = assembly == null;
    boolean nearby =
        startsMessage
            && lastFieldAbsolute
            && Math.abs(MessageTime.nearest(candidate, timestampMs) - timestampMs) <= NEAR_MS;
    return nearby || candidate == lastField || !startsMessage && candidate == (int) timestampMs;
  }

  /** Begins to collect the announced message. */
  MessageAssembly begin(int availableBytes) {
    MessageAssembly begun = new MessageAssembly(lengthBytes, availableBytes);
    assembly = begun;
    return begun;
  }

  /** Ends the message that has no bytes missing. */
  RawMessage finish(MessageAssembly finished) {
    assembly = null;
    return new RawMessage(id, typeId, messageStreamId, timestampMs, finished.body());
  }

  /** Forgets the unfinished message. */
  void abort() {
    assembly = null;
  }

  private void remember(int field, boolean absolute, boolean isExtended) {
    lastField = field;
    lastFieldAbsolute = absolute;
    extended = isExtended;
  }

  private void advance(int deltaBits) {
    timestampMs = MessageTime.nearest((int) timestampMs + deltaBits, timestampMs);
  }
}
