package dev.weir.stream.hub;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.flv.FlvTag;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One publisher's hold on a stream, from its admission until it leaves or is replaced. To be used
 * on the publisher's loop; what belongs to another loop is handed over there, in order.
 */
public final class Publication {

  /** Most bytes on their way from the publisher's loop to the stream's. */
  static final long MAX_BYTES_ON_THE_WAY = 32L << 20;

  private final StreamRegistry registry;
  private final LiveStream stream;
  private final PublishTerms terms;
  private final Publisher publisher;

  private final AtomicLong bytesOnTheWay = new AtomicLong();
  private volatile boolean over;
  private volatile boolean replaced;

  Publication(StreamRegistry registry, LiveStream stream, PublishTerms terms, Publisher publisher) {
    this.registry = registry;
    this.stream = stream;
    this.terms = terms;
    this.publisher = publisher;
  }

  /** The stream that is published. */
  public LiveStream stream() {
    return stream;
  }

  /** Publishes a tag, with the publisher's own time. Does nothing when the publication is over. */
  public void publish(FlvTag tag) {
    if (over) {
      return;
    }
    if (stream.loop().isCurrent()) {
      stream.take(this, tag);
      return;
    }
    int bytes = tag.body().length;
    if (bytesOnTheWay.addAndGet(bytes) > MAX_BYTES_ON_THE_WAY) {
      cut(FaultCode.INTERNAL, "the stream's event loop does not keep up");
      return;
    }
    handOver(() -> {
      bytesOnTheWay.addAndGet(-bytes);
      stream.take(this, tag);
    });
  }

  /** The publisher is gone; the stream waits for the next one as long as was agreed. */
  public void end() {
    if (!over) {
      over = true;
      registry.release(this);
    }
  }

  PublishTerms terms() {
    return terms;
  }

  boolean wasReplaced() {
    return replaced;
  }

  /** Ends it from the hub's side, and the publisher's connection with it. */
  void cut(FaultCode code, String detail) {
    end();
    publisher.cut(code, detail);
  }

  /** Its place is taken; the registry has forgotten it already. */
  void replaced() {
    replaced = true;
    over = true;
  }

  private void handOver(Runnable task) {
    try {
      stream.loop().execute(task);
    } catch (RejectedExecutionException loopHasShutDown) {
      over = true;
    }
  }
}
