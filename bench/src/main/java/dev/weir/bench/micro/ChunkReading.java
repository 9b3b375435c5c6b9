package dev.weir.bench.micro;

import dev.weir.bench.source.Recording;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.flv.FlvTag;
import dev.weir.rtmp.chunk.ChunkReader;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.chunk.RawMessage;
import dev.weir.rtmp.message.TagMessage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Eight seconds of a publisher, as they come from a socket in pieces of 16 KiB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ChunkReading {

  private static final int PIECE_BYTES = 16 << 10;

  /** Bytes in a chunk: the protocol's default, ffmpeg's and OBS's. */
  @Param({"128", "4096"})
  public int chunkBytes;

  private final ChunkReader reader = new ChunkReader();
  private byte[] stream = new byte[0];

  /** Writes what will be read. */
  @Setup
  public void write() {
    Recording recording = Input.recording();
    ByteSink sink = new ByteSink(4 << 20);
    ChunkWriter writer = new ChunkWriter(chunkBytes);
    for (FlvTag tag : recording.frames()) {
      writer.write(TagMessage.write(tag, 1), sink);
    }
    stream = sink.toByteArray();
    reader.allowMedia();
    reader.chunkSize(chunkBytes);
  }

  /** Reads all of it. */
  @Benchmark
  public void eightSeconds(Blackhole hole) {
    for (int at = 0; at < stream.length; at += PIECE_BYTES) {
      ByteCursor piece = new ByteCursor(stream, at, Math.min(PIECE_BYTES, stream.length - at));
      for (RawMessage raw = reader.read(piece); raw != null; raw = reader.read(piece)) {
        hole.consume(raw);
      }
    }
  }
}
