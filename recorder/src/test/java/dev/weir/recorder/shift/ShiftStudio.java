package dev.weir.recorder.shift;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.contract.keeping.TimeShiftRule;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.FlvTagReader;
import dev.weir.recorder.RecorderConfig;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.policy.MemoryPolicyDirectory;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoredObject;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.shift.RecentShifts;
import dev.weir.stream.shift.ShiftForm;
import dev.weir.stream.shift.ShiftObjects;
import dev.weir.stream.shift.ShiftSlice;
import dev.weir.stream.timeline.TimelineConfig;
import dev.weir.stream.timeline.Timelines;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import io.netty.channel.DefaultEventLoop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A node that keeps streams for going back, and an encoder that pushes as fast as it can, while the
 * clock goes as its pictures do.
 */
final class ShiftStudio implements AutoCloseable {

  static final TenantId TENANT = new TenantId(new UUID(0, 1));
  static final StreamAddress ADDRESS =
      new StreamAddress(
          TENANT,
          new DomainName("push.example.com"),
          new AppName("live"),
          new StreamName("demo01"));
  static final Instant BEGIN = Instant.parse("2026-03-01T09:50:00Z");
  static final Duration WINDOW = Duration.ofHours(3);
  static final NodeId NODE = new NodeId("node-1");

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final SigningKeyRing KEYS =
      new SigningKeyRing(List.of(new SigningKey("main", "Zp4mQ9fXr2Lk8sVt")));

  final MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
  final RecentShifts recent = new RecentShifts();
  final TimeShift shift;

  private final ManualTimeSource time;
  private final DefaultEventLoop thread = new DefaultEventLoop();
  private final NettyLoop loop = new NettyLoop(thread);
  private final StreamRegistry streams;

  ShiftStudio(Path spool, ObjectStore store, ManualTimeSource time) throws IOException {
    this.time = time;
    policies.put(policy(new TimeShiftRule(StreamChoice.all(), WINDOW)));
    Timelines timelines = new Timelines(TimelineConfig.defaults(), time);
    shift =
        new TimeShift(RecorderConfig.defaults(), timelines, policies, recent, TimeSource.system());
    shift.start(spool, store, NODE);
    streams =
        new StreamRegistry(StreamConfig.defaults(), TimeSource.system(), List.of(timelines, shift));
  }

  private static DomainPolicy policy(TimeShiftRule rule) {
    PushPolicy push =
        new PushPolicy(
                Set.of(new AppName("live")),
                Authentication.typeA(false, KEYS, Duration.ofMinutes(30)),
                PublisherRules.none(),
                Set.of(),
                Duration.ZERO,
                1)
            .keeping(new Keeping(List.of(), List.of(), List.of(rule)));
    return new DomainPolicy(TENANT, ADDRESS.pushDomain(), 1, Optional.of(push), Optional.empty());
  }

  /** A small film with a key frame every two seconds, of as many seconds. */
  static List<FlvTag> film(Path folder, int seconds) throws IOException {
    Path file = folder.resolve("film.flv");
    Ffmpeg.run(
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=96x54:rate=10",
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
        "-g",
        "20",
        "-keyint_min",
        "20",
        "-sc_threshold",
        "0",
        "-c:a",
        "aac",
        "-b:a",
        "32k",
        file.toString());
    return new FlvTagReader().read(ByteSlice.of(Files.readAllBytes(file)));
  }

  /** The film, over and over. */
  static List<FlvTag> again(List<FlvTag> film, int times) {
    long lengthMs = film.stream().mapToLong(FlvTag::timestampMs).max().orElse(0) + 100;
    List<FlvTag> all = new ArrayList<>(film);
    for (int i = 1; i < times; i++) {
      long laterMs = i * lengthMs;
      film.stream().filter(FlvTag::isCodedFrame).map(tag -> later(tag, laterMs)).forEach(all::add);
    }
    return all;
  }

  static FlvTag later(FlvTag tag, long ms) {
    return switch (tag) {
      case VideoTag video -> new VideoTag(video.timestampMs() + ms, video.body());
      case AudioTag audio -> new AudioTag(audio.timestampMs() + ms, audio.body());
      case ScriptTag script -> new ScriptTag(script.timestampMs() + ms, script.body());
    };
  }

  /** An encoder begins. */
  Publication publish() {
    CompletableFuture<Publication> publication = new CompletableFuture<>();
    PublishTerms terms = new PublishTerms(ADDRESS, false, Duration.ZERO, 1, "test", "127.0.0.1");
    loop.execute(() -> publication.complete(streams.publish(terms, loop, (_, _) -> {})));
    return publication.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Pushes tags; each comes at its time behind {@code begin}. */
  void send(Publication publication, List<FlvTag> tags, Instant begin) {
    on(() ->
        tags.forEach(tag -> {
          time.jumpTo(begin.plusMillis(tag.timestampMs()));
          publication.publish(tag);
        }));
  }

  void end(Publication publication) {
    on(publication::end);
  }

  private void on(Runnable task) {
    CompletableFuture.runAsync(task, loop::execute)
        .orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** All that a store tells of the stream, in order. */
  static List<ShiftSlice> told(ObjectStore store) {
    List<ShiftSlice> told = new ArrayList<>();
    try {
      for (StoredObject hour :
          store.list(TENANT, ShiftObjects.indexFolder(ADDRESS), "", ObjectStore.MAX_LISTED)) {
        try (InputStream in = store.read(hour.name(), 0, hour.bytes())) {
          told.addAll(ShiftForm.read(in.readAllBytes()));
        }
      }
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
    told.sort(Comparator.comparingLong(ShiftSlice::firstNumber));
    return told;
  }

  @Override
  public void close() {
    try {
      shift.stop();
      streams.close();
      thread.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
