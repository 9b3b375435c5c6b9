package dev.weir.gateway.house;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** What a future comes to, with a deadline. */
public final class Soon {

  private static final int DEADLINE_S = 10;

  private Soon() {}

  /** Its value. */
  public static <T> T of(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(DEADLINE_S, TimeUnit.SECONDS)
        .join();
  }

  /** Why it failed; empty when it did not. */
  public static Optional<FaultCode> refusal(Future<?> future) {
    try {
      of(future);
      return Optional.empty();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof WeirFault fault) {
        return Optional.of(fault.code());
      }
      throw failed;
    }
  }
}
