package dev.weir.transcoder.hostile;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.contract.ladder.AudioTarget;
import dev.weir.contract.ladder.EncodingEffort;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.VideoCodec;
import dev.weir.contract.ladder.VideoProfile;
import dev.weir.contract.ladder.VideoTarget;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metering.MemoryMeters;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.runtime.policy.MemoryPolicyDirectory;
import dev.weir.runtime.storage.DirectoryStore;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.picture.LatestPictures;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.hostile.RawTag;
import dev.weir.transcoder.snapshot.SnapshotConfig;
import dev.weir.transcoder.snapshot.Snapshots;
import dev.weir.transcoder.supervise.Transcoder;
import dev.weir.transcoder.supervise.TranscoderConfig;
import dev.weir.transcoder.watermark.MarkImages;
import io.netty.channel.DefaultEventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A node on which each stream has a small rendition and snapshots, all by a real ffmpeg. */
final class Yard implements AutoCloseable {

  /** What a process may take of the memory here: the small pictures need a tenth of it. */
  private static final long MEMORY_BYTES = 1L << 30;

  private static final int MANY = 64;
  private static final long PATIENCE_S = 60;

  private static final TenantId TENANT = new TenantId(new UUID(0, 1));
  private static final DomainName DOMAIN = new DomainName("push.example.com");
  private static final TemplateId TINY = new TemplateId("tiny");

  private final DefaultEventLoop thread = new DefaultEventLoop();
  private final NettyLoop loop = new NettyLoop(thread);
  private final Metrics metrics = new Metrics();
  private final Path directory;
  private final ObjectStore store;
  private final Transcoder transcoder;
  private final Snapshots snapshots;
  private final LatestPictures pictures = new LatestPictures();
  final StreamRegistry streams;

  Yard(Path directory) throws IOException {
    this.directory = directory;
    TimeSource time = TimeSource.system();
    MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
    policies.put(policy());
    store = new DirectoryStore(directory.resolve("objects"));
    MemoryMeters bill = new MemoryMeters();
    transcoder = new Transcoder(new TranscoderConfig(MANY, 1, MEMORY_BYTES), policies, bill, time);
    snapshots = new Snapshots(new SnapshotConfig(2), policies, pictures, bill, time);
    streams = new StreamRegistry(StreamConfig.defaults(), time, List.of(transcoder, snapshots));
    transcoder.show(metrics);
    snapshots.show(metrics);
    MarkImages images = new MarkImages(store, directory.resolve("watermarks"), time);
    transcoder.start(streams, Ffmpeg::executable, images, directory.resolve("ladders"), false);
    snapshots.start(Ffmpeg::executable, store, _ -> {}, directory.resolve("snapshots"));
  }

  private static DomainPolicy policy() {
    VideoTarget small =
        new VideoTarget(
            VideoCodec.H264,
            90,
            Optional.empty(),
            100_000,
            100,
            Optional.empty(),
            VideoProfile.HIGH,
            EncodingEffort.ULTRAFAST);
    AudioTarget sound = new AudioTarget(AudioTarget.AudioCodec.AAC, 48_000);
    LadderRule all =
        new LadderRule(
            Optional.empty(),
            new Wildcard("*"),
            List.of(TINY),
            LadderRule.Start.AT_PUBLISH,
            LadderRule.DEFAULT_IDLE);
    SnapshotRule eachSecond =
        new SnapshotRule(
            StreamChoice.all(),
            Optional.of(Duration.ofSeconds(1)),
            SnapshotRule.Format.JPEG,
            Optional.empty());
    SigningKeyRing keys = new SigningKeyRing(List.of(new SigningKey("main", "Zp4mQ9fXr2Lk8sVt")));
    PushPolicy push =
        new PushPolicy(
                Set.of(new AppName("live")),
                Authentication.typeA(false, keys, Duration.ofMinutes(30)),
                PublisherRules.none(),
                Set.of(),
                Duration.ZERO,
                MANY)
            .into(
                new Ladders(
                    List.of(new Template(TINY, Optional.of(small), Optional.of(sound))),
                    List.of(all)))
            .keeping(new Keeping(List.of(), List.of(eachSecond), List.of()));
    return new DomainPolicy(TENANT, DOMAIN, 1, Optional.of(push), Optional.empty());
  }

  static StreamAddress address(String stream) {
    return new StreamAddress(TENANT, DOMAIN, new AppName("live"), new StreamName(stream));
  }

  Publication publish(String stream) {
    PublishTerms terms =
        new PublishTerms(address(stream), false, Duration.ZERO, MANY, "test", "127.0.0.1");
    return onLoop(() -> streams.publish(terms, loop, (_, _) -> {}));
  }

  /**
   * Sends tags as an encoder's connection does; what is thrown then would have ended the server.
   */
  void send(Publication publication, List<RawTag> tags) {
    onLoop(() -> {
      tags.forEach(tag -> publication.publish(tag(tag)));
      return true;
    });
  }

  void end(Publication publication) {
    onLoop(() -> {
      publication.end();
      return true;
    });
  }

  private static FlvTag tag(RawTag raw) {
    return switch (raw.type()) {
      case RawTag.SOUND -> new FlvTag.AudioTag(raw.timestampMs(), raw.body());
      case RawTag.PICTURE -> new FlvTag.VideoTag(raw.timestampMs(), raw.body());
      default -> new FlvTag.ScriptTag(raw.timestampMs(), raw.body());
    };
  }

  boolean isLive(String stream) {
    return streams.find(address(stream)).isPresent();
  }

  boolean hasPicture(String stream) {
    return pictures.find(address(stream)).isPresent();
  }

  int processes() {
    return transcoder.processes();
  }

  /** Processes that ended, each for a reason that is told. */
  long exits() {
    return (long)
        metrics
            .scrape()
            .lines()
            .filter(line -> line.startsWith("weir_transcoder_exits_total{"))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }

  /** Directories of processes that are there now. */
  long directories() throws IOException {
    try (Stream<Path> ladders = Files.list(directory.resolve("ladders"));
        Stream<Path> brief = Files.list(directory.resolve("snapshots/run"))) {
      return ladders.count() + brief.count();
    }
  }

  static void await(String what, BooleanSupplier holds) {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > endNanos) {
        throw new AssertionError("in vain: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private <T> T onLoop(Callable<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    loop.execute(() -> {
      try {
        done.complete(task.call());
      } catch (Exception failed) {
        done.completeExceptionally(failed);
      }
    });
    return done.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    try {
      transcoder.stop();
      snapshots.stop();
      streams.close();
      thread.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    metrics.close();
    store.close();
  }
}
