package dev.weir.gateway.edge;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.origin.StreamOutline;
import dev.weir.stream.timeline.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Predicate;
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
  private final Predicate<StreamAddress> wanted;
  private final Vertx vertx;

  /**
   * Finds what {@code source} finds.
   *
   * @param wanted is told of each request, and says whether the stream is made because of it
   */
  public WakingSource(LiveSource source, Predicate<StreamAddress> wanted, Vertx vertx) {
    this.source = source;
    this.wanted = wanted;
    this.vertx = vertx;
  }

  @Override
  public Future<LiveStream> stream(StreamAddress address) {
    boolean coming = wanted.test(address);
    Future<LiveStream> found = source.stream(address);
    return coming && !found.succeeded()
        ? found.recover(absent -> later(absent, () -> source.stream(address), PATIENCE_MS))
        : found;
  }

  @Override
  public Future<Timeline> timeline(StreamAddress address) {
    boolean coming = wanted.test(address);
    Future<Timeline> found = source.timeline(address);
    return coming && !found.succeeded()
        ? found.recover(absent -> later(absent, () -> source.timeline(address), PATIENCE_MS))
        : found;
  }

  @Override
  public Future<Optional<StreamOutline>> outline(StreamAddress address) {
    return source.outline(address);
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
