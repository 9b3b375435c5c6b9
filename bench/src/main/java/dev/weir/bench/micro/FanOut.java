package dev.weir.bench.micro;

import dev.weir.bench.source.Recording;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.FlvTagWriter;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.fanout.Loop;
import dev.weir.stream.fanout.Opening;
import dev.weir.stream.fanout.Viewer;
import dev.weir.stream.fanout.WireFormat;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A stream's tags on their way to N viewers, up to the socket: what is not the kernel's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FanOut {

  /** 375 AAC frames go between 200 pictures, each of which ends a flush window. */
  private static final int PICTURES = 200;

  /** How many watch. */
  @Param({"100", "1000"})
  public int viewers;

  private final Recording recording = Input.recording();
  private Publication publication = publish();
  private long loops;

  private static Publication publish() {
    StreamAddress address =
        new StreamAddress(
            new TenantId(new UUID(0, 1)),
            new DomainName("localhost"),
            new AppName("live"),
            new StreamName("bench"));
    PublishTerms terms =
        new PublishTerms(address, false, Duration.ZERO, Integer.MAX_VALUE, "", "127.0.0.1");
    return new StreamRegistry(StreamConfig.defaults(), TimeSource.system(), List.of())
        .publish(terms, new OwnLoop(), (code, detail) -> {});
  }

  /** Everybody comes, and the stream begins. */
  @Setup
  public void gather() {
    publication = publish();
    loops = 0;
    Loop loop = new OwnLoop();
    for (int i = 0; i < viewers; i++) {
      publication.stream().subscribe(loop, new Sink());
    }
    recording.configuration().forEach(publication::publish);
  }

  /** One picture, with the sound that belongs to it. */
  @Benchmark
  @OperationsPerInvocation(PICTURES)
  public void picture() {
    long base = loops++ * recording.loopMs();
    for (FlvTag tag : recording.frames()) {
      publication.publish(later(tag, base));
    }
  }

  private static FlvTag later(FlvTag tag, long ms) {
    return switch (tag) {
      case VideoTag(long at, byte[] body) -> new VideoTag(at + ms, body);
      case AudioTag(long at, byte[] body) -> new AudioTag(at + ms, body);
      case ScriptTag(long at, byte[] body) -> new ScriptTag(at + ms, body);
    };
  }

  /** The benchmark's own thread. All such loops are one. */
  private record OwnLoop() implements Loop {

    @Override
    public boolean isCurrent() {
      return true;
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public Timer after(long delayMs, Runnable task) {
      return () -> {};
    }
  }

  /** A viewer whose peer takes everything at once. */
  private record Sink() implements Viewer {

    @Override
    public WireFormat format() {
      return PlainFlv.FORMAT;
    }

    @Override
    public void write(ByteBuf wire) {
      wire.release();
    }

    @Override
    public void flush() {
      // The kernel's part is measured by the fanout experiment.
    }

    @Override
    public long pendingBytes() {
      return 0;
    }

    @Override
    public void end() {
      // Nothing to say.
    }

    @Override
    public void cut(FaultCode reason) {
      // Nothing to close.
    }
  }

  private enum PlainFlv implements WireFormat {
    FORMAT;

    @Override
    public ByteBuf encode(Opening opening) {
      return encode(opening.tags());
    }

    @Override
    public ByteBuf encode(List<FlvTag> tags) {
      ByteBuf wire =
          ByteBufAllocator.DEFAULT.directBuffer(
              tags.stream().mapToInt(FlvTagWriter::sizeBytes).sum());
      tags.forEach(tag -> wire.writeBytes(FlvTagWriter.toBytes(tag)));
      return wire;
    }
  }
}
