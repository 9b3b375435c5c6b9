package dev.weir.gateway.house;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.media.flv.FlvTag;
import dev.weir.stream.fanout.Loop;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An encoder's end of a stream, on an event loop of its own. Every call waits until it is done. */
public final class Push implements AutoCloseable {

  private static final Duration RECONNECT_WINDOW = Duration.ofMillis(700);

  private final Vertx vertx;
  private final StreamRegistry streams;
  private final StreamAddress address;
  private final Loop loop;
  private final PublishTerms terms;
  private Publication publication;

  private Push(Vertx vertx, StreamRegistry streams, PublishTerms terms, Loop loop) {
    this.vertx = vertx;
    this.streams = streams;
    this.address = terms.address();
    this.loop = loop;
    this.terms = terms;
    this.publication = publish();
  }

  static Push begin(Vertx vertx, StreamRegistry streams, StreamAddress address) {
    Context context = vertx.getOrCreateContext();
    PublishTerms terms =
        new PublishTerms(address, false, RECONNECT_WINDOW, 100, "test", "127.0.0.1");
    return new Push(vertx, streams, terms, NettyLoop.of(context));
  }

  /** Begins a rendition of it. */
  public Push rendition(String template) {
    StreamAddress name =
        new TemplateId(template).rendition(address.stream()).map(address::named).orElseThrow();
    PublishTerms made = PublishTerms.rendition(name, RECONNECT_WINDOW, "test");
    return new Push(vertx, streams, made, loop);
  }

  /** Sends tags as fast as they go. */
  public Push send(List<FlvTag> tags) {
    onLoop(() -> tags.forEach(publication::publish));
    return this;
  }

  /**
   * Sends tags at a multiple of the pace of their timestamps; returns when the last one is sent.
   */
  public Push sendLive(List<FlvTag> tags, int speed) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    long startMs = tags.getFirst().timestampMs();
    for (FlvTag tag : tags) {
      long afterMs = (tag.timestampMs() - startMs) / speed;
      loop.execute(() -> loop.after(afterMs, () -> publication.publish(tag)));
    }
    long lengthMs = (tags.getLast().timestampMs() - startMs) / speed + 1;
    loop.execute(() -> loop.after(lengthMs, () -> done.complete(null)));
    done.orTimeout(lengthMs + 10_000, TimeUnit.MILLISECONDS).join();
    return this;
  }

  /** Goes away; the stream waits for it. */
  public Push interrupt() {
    onLoop(() -> publication.end());
    return this;
  }

  /** Comes back. */
  public Push resume() {
    publication = publish();
    return this;
  }

  /** Goes away, and waits until the stream is over. */
  public Push end() {
    interrupt();
    Await.until(() -> streams.find(address).isEmpty(), "the stream is over");
    return this;
  }

  @Override
  public void close() {
    interrupt();
  }

  /** Where the stream lives. */
  public Vertx vertx() {
    return vertx;
  }

  private Publication publish() {
    return streams.publish(terms, loop, (code, detail) -> {});
  }

  private void onLoop(Runnable task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.execute(() -> {
      try {
        task.run();
        done.complete(null);
      } catch (RuntimeException failure) {
        done.completeExceptionally(failure);
      }
    });
    done.orTimeout(10, TimeUnit.SECONDS).join();
  }
}
