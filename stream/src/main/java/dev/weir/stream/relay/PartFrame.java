package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.fmp4.Sample;
import dev.weir.media.hls.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * A part is complete: {@code head | number:64 | start:64 | duration:32 | independent:8 |
 * samples:32}, for each sample {@code decode time:64 | duration:32 | composition offset:32 | sync:8
 * | length:32}, and then the bytes of all samples.
 *
 * @param head its segment as it stands with this part
 * @param part the part; its samples share the bytes of the frame that brought it
 */
record PartFrame(SegmentHead head, Part part) implements RelayFrame {

  static final int TYPE = 5;

  /** Most samples in a part. */
  static final int MAX_SAMPLES = 20_000;

  /** What comes before the bytes of one sample. */
  private record Shape(
      long decodeTicks, int durationTicks, int offsetTicks, boolean sync, int length) {

    static Shape read(ByteCursor cursor) {
      return new Shape(cursor.i64(), cursor.i32(), cursor.i32(), cursor.u8() != 0, cursor.i32());
    }

    Sample sample(ByteSlice payload) {
      return new Sample(decodeTicks, durationTicks, offsetTicks, sync, payload);
    }
  }

  static PartFrame read(ByteCursor cursor) {
    SegmentHead head = SegmentHead.read(cursor);
    long number = cursor.i64();
    long startMs = cursor.i64();
    int durationMs = cursor.i32();
    boolean independent = cursor.u8() != 0;
    int count = cursor.i32();
    if (count < 0 || count > MAX_SAMPLES) {
      throw new MalformedMediaException(count + " samples in a part");
    }
    List<Shape> shapes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shapes.add(Shape.read(cursor));
    }
    List<Sample> samples = new ArrayList<>();
    for (Shape shape : shapes) {
      samples.add(shape.sample(cursor.slice(shape.length())));
    }
    return new PartFrame(head, new Part(number, startMs, durationMs, independent, samples));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(ByteSink sink) {
    head.write(sink);
    sink.u64(part.number()).u64(part.startMs()).u32(part.durationMs());
    sink.u8(part.independent() ? 1 : 0).u32(part.samples().size());
    for (Sample sample : part.samples()) {
      sink.u64(sample.decodeTicks())
          .u32(sample.durationTicks())
          .u32(sample.compositionOffsetTicks())
          .u8(sample.sync() ? 1 : 0)
          .u32(sample.payload().length());
    }
  }

  @Override
  public List<ByteSlice> payload() {
    return part.samples().stream().map(Sample::payload).toList();
  }
}
