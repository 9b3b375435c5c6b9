package dev.weir.gateway.edge;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.stream.origin.StreamOutline;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** What other nodes say about their streams, asked at most once in a while each. Thread-safe. */
final class Outlines {

  /** How long an answer stands. */
  static final Duration MEMORY = Duration.ofSeconds(1);

  /** Most streams that are remembered. */
  static final int MAX_STREAMS = 10_000;

  private final OwnersAnswers<StreamOutline> answers;

  Outlines(EdgeRooms rooms) {
    this.answers = new OwnersAnswers<>(rooms, rooms.client()::outline, MEMORY, MAX_STREAMS);
  }

  /** Never fails; completes on the caller's context. */
  Future<Optional<StreamOutline>> find(StreamAddress address) {
    return answers.find(address);
  }
}
