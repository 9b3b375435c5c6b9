package dev.weir.transcoder.snapshot;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.lifecycle.MemoryEvents;
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
import dev.weir.stream.picture.Picture;
import dev.weir.testkit.ffmpeg.Ffmpeg;
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

/** A node with a real ffmpeg that takes snapshots. */
final class Studio implements AutoCloseable {

  static final TenantId TENANT = new TenantId(new UUID(0, 1));
  private static final DomainName DOMAIN = new DomainName("push.example.com");
  private static final long PATIENCE_SECONDS = 60;

  private final DefaultEventLoop thread = new DefaultEventLoop();
  private final NettyLoop loop = new NettyLoop(thread);
  private final MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
  private final Metrics metrics = new Metrics();
  private final Path directory;
  private final StreamRegistry streams;
  private long version;
  final ObjectStore store;
  final LatestPictures pictures = new LatestPictures();
  final MemoryEvents events = new MemoryEvents();
  final MemoryMeters meters = new MemoryMeters();
  final Snapshots snapshots;

  Studio(Path directory) throws IOException {
    this.directory = directory;
    this.store = new DirectoryStore(directory.resolveSibling("objects"));
    snapshots =
        new Snapshots(new SnapshotConfig(1), policies, pictures, meters, TimeSource.system());
    streams = new StreamRegistry(StreamConfig.defaults(), TimeSource.system(), List.of(snapshots));
    snapshots.show(metrics);
    snapshots.start(Ffmpeg::executable, store, events, directory);
  }

  /** From now on, these rules hold. */
  void rules(SnapshotRule... rules) {
    PushPolicy push =
        new PushPolicy(
                Set.of(new AppName("live")),
                Authentication.typeA(
                    false,
                    new SigningKeyRing(List.of(new SigningKey("main", "Zp4mQ9fXr2Lk8sVt"))),
                    Duration.ofMinutes(30)),
                PublisherRules.none(),
                Set.of(),
                Duration.ZERO,
                10)
            .keeping(new Keeping(List.of(), List.of(rules), List.of()));
    version++;
    policies.put(new DomainPolicy(TENANT, DOMAIN, version, Optional.of(push), Optional.empty()));
  }

  static StreamAddress address(String stream) {
    return new StreamAddress(TENANT, DOMAIN, new AppName("live"), new StreamName(stream));
  }

  /** Begins a stream. */
  Publication publish(String stream) {
    PublishTerms terms =
        new PublishTerms(address(stream), false, Duration.ZERO, 10, "test", "127.0.0.1");
    return onLoop(() -> streams.publish(terms, loop, (_, _) -> {}));
  }

  /** Sends a whole film at once. */
  void send(Publication publication, List<FlvTag> film) {
    onLoop(() -> {
      film.forEach(publication::publish);
      return true;
    });
  }

  void end(Publication publication) {
    onLoop(() -> {
      publication.end();
      return true;
    });
  }

  /** The newest picture of a stream, once there is one. */
  Picture picture(String stream) {
    await(() -> pictures.find(address(stream)).isPresent(), "a picture of " + stream);
    return pictures.find(address(stream)).orElseThrow();
  }

  double metric(String name) {
    return metrics
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  List<Path> privateDirectories() throws IOException {
    try (var all = Files.list(directory.resolve("run"))) {
      return all.toList();
    }
  }

  static void await(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("in vain: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
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
    return done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    try {
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
