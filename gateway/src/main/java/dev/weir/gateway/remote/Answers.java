package dev.weir.gateway.remote;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** What endpoints have answered, for all gateways. */
interface Answers {

  /** What was answered to the same question; empty when nobody remembers. Never fails. */
  Future<Optional<Answer>> recall(String key);

  /** Remembers an answer for a while. */
  void keep(String key, Answer answer, Duration lifetime);
}
