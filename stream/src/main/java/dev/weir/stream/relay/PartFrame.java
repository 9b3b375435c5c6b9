package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.fmp4.Sample;
import dev.weir.media.hls.Part;
import dev.weir.media.hls.SampleShape;
import java.util.ArrayList;
import java.util.List;

/**
 * A part is complete: {@code head | number:64 | start:64 | duration:32 | independent:8 |
 * samples:32}, for each sample {@code decode time:64 | duration:32 | composition offset:32 | sync:8
 * | length:32}, and then the bytes of all samples.
 *
 * @param head its segment as it stands with this part
 * @param part the part; its samples share the bytes of the frame that brought it. To be written, it
 *     need not have them
 */
record PartFrame(SegmentHead head, Part part) implements RelayFrame {

  static final int TYPE = 5;

  /** Most samples in a part. */
  static final int MAX_SAMPLES = 20_000;

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
    List<SampleShape> shapes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shapes.add(shape(cursor));
    }
    List<Sample> samples = new ArrayList<>();
    for (SampleShape shape : shapes) {
      samples.add(sample(shape, cursor.slice(shape.lengthBytes())));
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
    for (SampleShape shape : part.shapes()) {
      sink.u64(shape.decodeTicks())
          .u32(shape.durationTicks())
          .u32(shape.compositionOffsetTicks())
          .u8(shape.sync() ? 1 : 0)
          .u32(shape.lengthBytes());
    }
  }

  private static SampleShape shape(ByteCursor cursor) {
    return new SampleShape(
        cursor.i64(), cursor.i32(), cursor.i32(), cursor.u8() != 0, cursor.i32());
  }

  private static Sample sample(SampleShape shape, ByteSlice payload) {
    return new Sample(
        shape.decodeTicks(),
        shape.durationTicks(),
        shape.compositionOffsetTicks(),
        shape.sync(),
        payload);
  }
}
