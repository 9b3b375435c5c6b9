package dev.weir.stream.hub;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.media.flv.FlvTag;
import dev.weir.stream.fanout.CountingFormat;
import dev.weir.stream.fanout.FakeViewer;
import dev.weir.stream.fanout.FlushRule;
import dev.weir.stream.fanout.ManualLoops;
import dev.weir.stream.fanout.ManualLoops.ManualLoop;
import dev.weir.stream.fanout.Subscription;
import dev.weir.stream.fanout.ViewerBounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A registry on loops that are driven by hand, with somebody who writes down what happens. */
final class Hub {

  static final Duration WINDOW = Duration.ofSeconds(10);

  final ManualLoops loops = new ManualLoops();
  final CountingFormat format = new CountingFormat();
  final List<FlvTag> followed = new ArrayList<>();
  final List<String> events = new ArrayList<>();
  final StreamRegistry registry;

  Hub() {
    this(StreamConfig.defaults());
  }

  Hub(StreamConfig config) {
    registry = new StreamRegistry(config, loops.time(), List.of(stream -> new Diary()));
  }

  static StreamConfig withBounds(long queueBytes, long queueMaxBytes) {
    return new StreamConfig(
        GopLimits.defaults(),
        new ViewerBounds(queueBytes, queueMaxBytes, ViewerBounds.DEFAULT_STALL),
        FlushRule.onEachVideoFrame());
  }

  static StreamAddress address(String stream) {
    return new StreamAddress(
        new TenantId(new UUID(0, 1)),
        new DomainName("push.example.com"),
        new AppName("live"),
        new StreamName(stream));
  }

  static PublishTerms terms(String stream) {
    return new PublishTerms(address(stream), false, WINDOW, 10, "software", "192.0.2.1");
  }

  static PublishTerms takingOver(String stream) {
    return new PublishTerms(address(stream), true, WINDOW, 10, "software", "192.0.2.2");
  }

  Encoder publish(String stream) {
    return publish(terms(stream));
  }

  Encoder publish(PublishTerms terms) {
    return publish(terms, loops.add());
  }

  Encoder publish(PublishTerms terms, ManualLoop loop) {
    Encoder encoder = new Encoder(loop);
    loop.enter(() -> encoder.publication = Optional.of(registry.publish(terms, loop, encoder)));
    loops.settle();
    return encoder;
  }

  LiveStream stream(String name) {
    return registry.find(address(name)).orElseThrow();
  }

  Audience watch(String stream) {
    return watch(stream, loops.add());
  }

  Audience watch(String stream, ManualLoop loop) {
    FakeViewer viewer = new FakeViewer(format);
    List<Subscription> subscription = new ArrayList<>();
    loop.enter(() -> subscription.add(stream(stream).subscribe(loop, viewer)));
    loops.settle();
    return new Audience(loop, viewer, subscription.getFirst());
  }

  /** A viewer, where it lives, and its place in the stream. */
  record Audience(ManualLoop loop, FakeViewer viewer, Subscription subscription) {
    void leave() {
      loop.enter(subscription::cancel);
    }
  }

  /** A publisher on its loop. */
  final class Encoder implements Publisher {
    final ManualLoop loop;
    Optional<Publication> publication = Optional.empty();
    Optional<FaultCode> wasCut = Optional.empty();

    Encoder(ManualLoop loop) {
      this.loop = loop;
    }

    void send(List<FlvTag> tags) {
      tags.forEach(this::send);
    }

    void send(FlvTag tag) {
      loop.enter(() -> publication.orElseThrow().publish(tag));
      loops.settle();
    }

    void leave() {
      loop.enter(() -> publication.orElseThrow().end());
      loops.settle();
    }

    @Override
    public void cut(FaultCode code, String detail) {
      wasCut = Optional.of(code);
    }
  }

  private final class Diary implements StreamListener {
    @Override
    public void onTag(FlvTag tag) {
      followed.add(tag);
    }

    @Override
    public void onDiscontinuity() {
      events.add("discontinuity");
    }

    @Override
    public void onInterrupted() {
      events.add("interrupted");
    }

    @Override
    public void onResumed() {
      events.add("resumed");
    }

    @Override
    public void onEnded() {
      events.add("ended");
    }
  }
}
