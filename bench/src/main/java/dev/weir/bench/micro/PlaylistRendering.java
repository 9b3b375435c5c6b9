package dev.weir.bench.micro;

import dev.weir.media.hls.MediaPlaylist;
import dev.weir.media.hls.PlaylistNaming;
import dev.weir.media.hls.PlaylistWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A low-latency playlist as text; once for all viewers of it, at each part. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PlaylistRendering {

  private final PlaylistWriter writer = new PlaylistWriter(Names.SHORT);
  private final MediaPlaylist playlist = SegmentCutting.playlist();

  /** All of it. */
  @Benchmark
  public String whole() {
    return writer.lowLatency(playlist, List.of());
  }

  private enum Names implements PlaylistNaming {
    SHORT;

    @Override
    public String init(int number) {
      return "video-init-" + number + ".mp4";
    }

    @Override
    public String segment(long sequence) {
      return "video-" + sequence + ".m4s";
    }

    @Override
    public String part(long number) {
      return "video-part-" + number + ".m4s";
    }
  }
}
