package dev.weir.gateway.edge;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.origin.StreamOutline;
import dev.weir.stream.timeline.Timeline;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tells whoever makes streams on demand which ones are asked for, and waits for those that will
 * come of that.
 */
public final class WakingSource implements LiveSource {

  /** How long a stream is waited for that is being made. */
  static final long PATIENCE_MS = 9_000;

  private static final long STEP_MS = 200;

  private final LiveSource source;
  private final Wishes wishes;
  private final Vertx vertx;

  /**
   * Finds what {@code source} finds.
   *
   * @param wishes told of each request
   */
  public WakingSource(LiveSource source, Wishes wishes, Vertx vertx) {
    this.source = source;
    this.wishes = wishes;
    this.vertx = vertx;
  }

  @Override
  public Future<LiveStream> stream(StreamAddress address) {
    Future<Boolean> coming = wishes.tell(address);
    Future<LiveStream> found = source.stream(address);
    return found.succeeded()
        ? found
        : found.recover(absent -> await(coming, absent, () -> wished(address, source::stream)));
  }

  /** What is left of one that has rested is no answer while the next one is on its way. */
  @Override
  public Future<Timeline> timeline(StreamAddress address) {
    Future<Boolean> coming = wishes.tell(address);
    Future<Timeline> found = source.timeline(address);
    return found.succeeded() && !found.result().view().ended()
        ? found
        : alive(found)
            .recover(
                absent -> await(coming, absent, () -> alive(wished(address, source::timeline))))
            .recover(_ -> found);
  }

  /** Whoever waits goes on wishing: a key frame to begin with may be far away. */
  private <T> Future<T> wished(StreamAddress address, Function<StreamAddress, Future<T>> look) {
    Future<Boolean> _ = wishes.tell(address);
    return look.apply(address);
  }

  private static Future<Timeline> alive(Future<Timeline> found) {
    return found.map(timeline -> {
      if (timeline.view().ended()) {
        throw new WeirFault(FaultCode.STREAM_ENDED, "it has rested");
      }
      return timeline;
    });
  }

  @Override
  public Future<Optional<StreamOutline>> outline(StreamAddress address) {
    return source.outline(address);
  }

  /** Completes on the caller's context, wherever the wish is answered. */
  private <T> Future<T> await(Future<Boolean> coming, Throwable absent, Supplier<Future<T>> look) {
    if (coming.isComplete()) {
      return comes(coming) ? later(absent, look, PATIENCE_MS) : Future.failedFuture(absent);
    }
    Context context = vertx.getOrCreateContext();
    Promise<T> found = Promise.promise();
    coming.onComplete(
        _ -> context.runOnContext(_ -> await(coming, absent, look).onComplete(found)));
    return found.future();
  }

  private static boolean comes(Future<Boolean> coming) {
    return coming.succeeded() && coming.result();
  }

  /** Looks again and again, on the caller's context. */
  private <T> Future<T> later(Throwable absent, Supplier<Future<T>> look, long patienceMs) {
    FaultCode why = WeirFault.codeOf(absent);
    boolean maySoonBe = why == FaultCode.STREAM_NOT_LIVE || why == FaultCode.STREAM_ENDED;
    if (!maySoonBe || patienceMs <= 0) {
      return Future.failedFuture(absent);
    }
    Promise<T> found = Promise.promise();
    vertx.setTimer(
        STEP_MS,
        _ ->
            look.get()
                .recover(still -> later(still, look, patienceMs - STEP_MS))
                .onComplete(found));
    return found.future();
  }
}
