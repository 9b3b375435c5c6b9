package dev.weir.stream.timeline;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.media.flv.FlvTag;
import dev.weir.stream.fanout.ManualLoops;
import dev.weir.stream.fanout.ManualLoops.ManualLoop;
import dev.weir.stream.fanout.Tags;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamRegistry;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** A registry whose only observer is the timelines, and one encoder. */
final class Studio {

  static final StreamAddress ADDRESS =
      new StreamAddress(
          new TenantId(new UUID(0, 1)),
          new DomainName("push.example.com"),
          new AppName("live"),
          new StreamName("demo01"));

  private static final Duration RECONNECT_WINDOW = Duration.ofSeconds(10);
  private static final int FRAMES_PER_GROUP = 50;

  final ManualLoops loops = new ManualLoops();
  final ManualLoop encoderLoop = loops.add();
  final Timelines timelines;

  private final StreamRegistry registry;
  private List<Publication> publication = List.of();
  private long nextGroupMs;

  Studio() {
    this(TimelineConfig.defaults());
  }

  Studio(TimelineConfig config) {
    timelines = new Timelines(config, loops.time());
    registry = new StreamRegistry(StreamConfig.defaults(), loops.time(), List.of(timelines));
  }

  /** An encoder begins; nothing is sent yet. */
  Studio connect() {
    PublishTerms terms =
        new PublishTerms(ADDRESS, false, RECONNECT_WINDOW, 10, "test", "192.0.2.1");
    encoderLoop.enter(
        () -> publication = List.of(registry.publish(terms, encoderLoop, (code, detail) -> {})));
    loops.settle();
    return this;
  }

  /** Metadata and the configuration of both tracks. */
  Studio configure() {
    return send(Tags.start());
  }

  Studio send(List<FlvTag> tags) {
    encoderLoop.enter(() -> tags.forEach(publication.getFirst()::publish));
    loops.settle();
    return this;
  }

  /** Groups of two seconds, at their pace. */
  Studio sendGroups(int count) {
    return sendGroups(count, 32);
  }

  /** The same, with pictures of so many bytes. */
  Studio sendGroups(int count, int pictureBytes) {
    for (int i = 0; i < count; i++) {
      send(Tags.group(nextGroupMs, FRAMES_PER_GROUP, pictureBytes));
      nextGroupMs += 40L * FRAMES_PER_GROUP;
      loops.advance(Duration.ofSeconds(2));
    }
    return this;
  }

  /** The next picture, a key frame. */
  Studio sendKey() {
    return send(List.of(Tags.key(nextGroupMs), Tags.audio(nextGroupMs + 20)));
  }

  Studio disconnect() {
    encoderLoop.enter(() -> publication.getFirst().end());
    loops.settle();
    return this;
  }

  /** The encoder goes, and nobody comes back in time. */
  Studio end() {
    disconnect();
    loops.advance(RECONNECT_WINDOW.plusMillis(1));
    return this;
  }

  Timeline timeline() {
    return timelines.find(ADDRESS).orElseThrow();
  }

  TimelineView view() {
    return timeline().view();
  }

  Future<TimelineView> await(ManualLoop loop, Predicate<TimelineView> arrived, Duration patience) {
    List<Future<TimelineView>> future = new ArrayList<>();
    loop.enter(() -> future.add(timeline().await(loop, arrived, patience)));
    return future.getFirst();
  }

  /** The bytes, whose lease the caller returns. */
  static ByteBuf lease(Held held) {
    if (held instanceof Held.Here(SharedBytes bytes)) {
      return bytes.lease().orElseThrow();
    }
    throw new AssertionError("not held: " + held);
  }

  /** Takes a lease and returns it at once: the bytes are made. */
  static int size(Held held) {
    ByteBuf lease = lease(held);
    try {
      return lease.readableBytes();
    } finally {
      lease.release();
    }
  }
}
