package dev.weir.recorder.follow;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.event.LifecycleEvent;
import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingEvent.State;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.keeping.NameTemplate;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagReader;
import dev.weir.recorder.RecorderConfig;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metering.MemoryMeters;
import dev.weir.runtime.policy.MemoryPolicyDirectory;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.ObjectStores;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.timeline.TimelineConfig;
import dev.weir.stream.timeline.Timelines;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A node that records, and an encoder that pushes as fast as it can. */
final class Studio implements AutoCloseable {

  static final TenantId TENANT = new TenantId(new UUID(0, 1));
  static final StreamAddress ADDRESS =
      new StreamAddress(
          TENANT,
          new DomainName("push.example.com"),
          new AppName("live"),
          new StreamName("demo01"));

  static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final SigningKeyRing KEYS =
      new SigningKeyRing(List.of(new SigningKey("main", "Zp4mQ9fXr2Lk8sVt")));

  private final DefaultEventLoop thread = new DefaultEventLoop();
  private final NettyLoop loop = new NettyLoop(thread);
  private final List<RecordingEvent> events = new CopyOnWriteArrayList<>();
  private final StreamRegistry streams;
  final MemoryMeters meters = new MemoryMeters();
  final Recorder recorder;

  Studio(Path spool, ObjectStore store, RecordingRule rule, RecorderConfig config)
      throws IOException {
    this(spool, ObjectStores.only(store), rule, config);
  }

  Studio(Path spool, ObjectStores stores, RecordingRule rule, RecorderConfig config)
      throws IOException {
    MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
    policies.put(policy(rule));
    Timelines timelines = new Timelines(TimelineConfig.defaults(), TimeSource.system());
    recorder = new Recorder(config, timelines, policies, meters, TimeSource.system());
    recorder.start(
        spool,
        stores,
        Studio::developed,
        this::told,
        new Recorder.Self(new NodeId("node-1"), new BootId("boot-1")));
    streams =
        new StreamRegistry(
            StreamConfig.defaults(), TimeSource.system(), List.of(timelines, recorder));
  }

  /** The negative itself is its picture: what is made of it, others test. */
  private static Optional<byte[]> developed(byte[] negative) {
    return Optional.of(negative);
  }

  private void told(LifecycleEvent event) {
    if (event instanceof RecordingEvent recording) {
      events.add(recording);
    }
  }

  /** Records everything in these formats. */
  static RecordingRule rule(RecordingFormat... formats) {
    return rule(RecordingRule.Start.AT_PUBLISH, Optional.empty(), Duration.ZERO, formats);
  }

  static RecordingRule rule(
      RecordingRule.Start start,
      Optional<Duration> splitAfter,
      Duration mergeWithin,
      RecordingFormat... formats) {
    return new RecordingRule(
        StreamChoice.all(),
        start,
        Set.of(formats),
        false,
        splitAfter,
        mergeWithin,
        new NameTemplate("{AppName}/{StreamName}/{Sequence}"),
        Optional.empty());
  }

  /** Records everything under names that tell the end. */
  static RecordingRule lateName(RecordingFormat... formats) {
    return new RecordingRule(
        StreamChoice.all(),
        RecordingRule.Start.AT_PUBLISH,
        Set.of(formats),
        false,
        Optional.empty(),
        Duration.ZERO,
        NameTemplate.RECORDING,
        Optional.empty());
  }

  private static DomainPolicy policy(RecordingRule rule) {
    PushPolicy push =
        new PushPolicy(
                Set.of(new AppName("live")),
                Authentication.typeA(false, KEYS, Duration.ofMinutes(30)),
                PublisherRules.none(),
                Set.of(),
                Duration.ZERO,
                1)
            .keeping(new Keeping(List.of(rule), List.of(), List.of()));
    return new DomainPolicy(TENANT, ADDRESS.pushDomain(), 1, Optional.of(push), Optional.empty());
  }

  /** A small film with pictures out of order, as the file that an encoder would push. */
  static Path film(Path folder, int seconds, int framesPerSecond) {
    Path file = folder.resolve("film.flv");
    String gop = Integer.toString(2 * framesPerSecond);
    Ffmpeg.run(
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=192x108:rate=" + framesPerSecond,
        "-f",
        "lavfi",
        "-i",
        "sine=frequency=330:sample_rate=44100",
        "-t",
        Integer.toString(seconds),
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-bf",
        "2",
        "-g",
        gop,
        "-keyint_min",
        gop,
        "-sc_threshold",
        "0",
        "-c:a",
        "aac",
        "-b:a",
        "64k",
        file.toString());
    return file;
  }

  static List<FlvTag> tags(Path film) throws IOException {
    return new FlvTagReader().read(ByteSlice.of(Files.readAllBytes(film)));
  }

  /** An encoder begins. */
  Publication publish() {
    CompletableFuture<Publication> publication = new CompletableFuture<>();
    PublishTerms terms = new PublishTerms(ADDRESS, false, Duration.ZERO, 1, "test", "127.0.0.1");
    loop.execute(() -> publication.complete(streams.publish(terms, loop, (_, _) -> {})));
    return publication.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
  }

  void send(Publication publication, List<FlvTag> tags) {
    on(() -> tags.forEach(publication::publish));
  }

  void end(Publication publication) {
    on(publication::end);
  }

  /** Done when this returns. */
  void on(Runnable task) {
    CompletableFuture.runAsync(task, loop::execute)
        .orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** So many events of a state, as soon as they are told. */
  List<RecordingEvent> await(State state, int count) {
    Awaitility.await().atMost(DEADLINE).until(() -> told(state).size() >= count);
    return told(state);
  }

  List<RecordingEvent> told(State state) {
    return events.stream().filter(event -> event.state() == state).toList();
  }

  @Override
  public void close() {
    try {
      recorder.stop();
      streams.close();
      thread.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
