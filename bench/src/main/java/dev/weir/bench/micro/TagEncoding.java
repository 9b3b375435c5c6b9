package dev.weir.bench.micro;

import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.FlvTagWriter;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.message.TagMessage;
import dev.weir.rtmp.session.ServerSession;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One picture of some ten kilobytes in the form of a wire; once for all viewers of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TagEncoding {

  private static final ChunkWriter CHUNKS = new ChunkWriter(ServerSession.CHUNK_BYTES);

  private FlvTag picture = new VideoTag(0, new byte[0]);

  /** Takes a picture that is no key frame. */
  @Setup
  public void choose() {
    picture =
        Input.recording().frames().stream()
            .filter(tag -> tag instanceof VideoTag && !tag.isKeyFrame())
            .findFirst()
            .orElseThrow();
  }

  /** For HTTP-FLV and WebSocket-FLV. */
  @Benchmark
  public byte[] flv() {
    return FlvTagWriter.toBytes(picture);
  }

  /** For RTMP. */
  @Benchmark
  public byte[] rtmp() {
    return CHUNKS.toBytes(TagMessage.write(picture, 1));
  }
}
