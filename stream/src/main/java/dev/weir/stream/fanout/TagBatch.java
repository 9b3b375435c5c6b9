package dev.weir.stream.fanout;

import dev.weir.media.flv.FlvTag;
import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tags of one flush window: the unit that viewers are written. Each wire form is made when the
 * first viewer asks for it, once, in direct memory, and shared by all; a stream that nobody watches
 * costs no direct memory at all.
 *
 * <p>Thread-safe. Counted: whoever hands a batch on retains it, whoever is done releases it, and
 * the wire forms go with the last reference.
 */
public final class TagBatch extends AbstractReferenceCounted {

  /** Bytes that a tag needs around its body in an FLV stream: header and trailer. */
  public static final int TAG_OVERHEAD_BYTES = 15;

  private final long sequence;
  private final List<FlvTag> tags;
  private final @Nullable Opening opening;
  private final long bytes;

  private volatile @Nullable Form forms;

  private TagBatch(long sequence, List<FlvTag> tags, @Nullable Opening opening) {
    this.sequence = sequence;
    this.tags = List.copyOf(tags);
    this.opening = opening;
    this.bytes = bytesOf(tags);
  }

  /** A batch that continues the one before. */
  static TagBatch following(long sequence, List<FlvTag> tags) {
    return new TagBatch(sequence, tags, null);
  }

  /** A batch that viewers can begin with. */
  static TagBatch entry(long sequence, List<FlvTag> tags, Opening opening) {
    return new TagBatch(sequence, tags, opening);
  }

  /** Position in the stream; each batch has a larger one than the batch before. */
  public long sequence() {
    return sequence;
  }

  /** The tags, in the order in which they were published. */
  public List<FlvTag> tags() {
    return tags;
  }

  /** Size as FLV tags, bytes; other wire forms differ by little. */
  public long bytes() {
    return bytes;
  }

  /**
   * Whether a viewer can begin here: with a key frame, or with any sound where there is no video.
   */
  public boolean isEntry() {
    return opening != null;
  }

  /** Time of the first tag, milliseconds. */
  public long firstTimestampMs() {
    return tags.getFirst().timestampMs();
  }

  /** Time of the last tag, milliseconds. */
  public long lastTimestampMs() {
    return tags.getLast().timestampMs();
  }

  /** Version of the configuration that a viewer of this entry must have. */
  long configurationVersion() {
    return entryOpening().version();
  }

  /** The tags in {@code format}. The caller owns one reference and does not change the content. */
  ByteBuf body(WireFormat format) {
    return form(format, Part.BODY).retainedDuplicate();
  }

  /** What a new viewer gets in front of {@link #body}. Ownership as there. */
  ByteBuf opening(WireFormat format) {
    return form(format, Part.OPENING).retainedDuplicate();
  }

  /** What a viewer that missed a change gets in front of {@link #body}. Ownership as there. */
  ByteBuf configuration(WireFormat format) {
    return form(format, Part.CONFIGURATION).retainedDuplicate();
  }

  private ByteBuf form(WireFormat format, Part part) {
    Form made = Form.find(forms, format, part);
    return made != null ? made.buffer : make(format, part);
  }

  private synchronized ByteBuf make(WireFormat format, Part part) {
    Form made = Form.find(forms, format, part);
    if (made == null) {
      ByteBuf buffer =
          switch (part) {
            case BODY -> format.encode(tags);
            case OPENING -> format.encode(entryOpening());
            case CONFIGURATION -> format.encode(entryOpening().tags());
          };
      made = new Form(format, part, buffer, forms);
      forms = made;
    }
    return made.buffer;
  }

  private Opening entryOpening() {
    if (opening == null) {
      throw new IllegalStateException("nobody begins with this batch");
    }
    return opening;
  }

  private static long bytesOf(List<FlvTag> tags) {
    long sum = 0;
    for (FlvTag tag : tags) {
      sum += tag.body().length + TAG_OVERHEAD_BYTES;
    }
    return sum;
  }

  @Override
  public TagBatch retain() {
    super.retain();
    return this;
  }

  @Override
  public ReferenceCounted touch(Object hint) {
    return this;
  }

  @Override
  protected void deallocate() {
    for (Form form = forms; form != null; form = form.next) {
      form.buffer.release();
    }
    forms = null;
  }

  private enum Part {
    OPENING,
    CONFIGURATION,
    BODY
  }

  /** A short list that grows at its head, so that it is read without a lock. */
  private record Form(WireFormat format, Part part, ByteBuf buffer, @Nullable Form next) {

    static @Nullable Form find(@Nullable Form head, WireFormat format, Part part) {
      for (Form form = head; form != null; form = form.next) {
        if (form.format.equals(format) && form.part == part) {
          return form;
        }
      }
      return null;
    }
  }
}
