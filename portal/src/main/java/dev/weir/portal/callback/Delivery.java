package dev.weir.portal.callback;

import dev.weir.portal.callback.delivery.AttemptTrouble;
import dev.weir.portal.callback.event.StoredEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * One event on its way to one endpoint.
 *
 * @param position in the endpoint's list; what was put later has a greater one
 * @param event what is told
 * @param putAt when it was put into the outbox
 * @param state how far it has come
 * @param attempts made so far, since it was put or last replayed
 * @param trouble of the last one
 * @param nextAt when it is due; empty for what does not wait, and for what others are before
 * @param settledAt when it was taken or given up
 */
public record Delivery(
    long position,
    StoredEvent event,
    Instant putAt,
    State state,
    int attempts,
    AttemptTrouble trouble,
    Optional<Instant> nextAt,
    Optional<Instant> settledAt) {

  /** How far an event has come. Names are stored: they are never changed. */
  public enum State {
    WAITING,
    DELIVERED,
    DEAD
  }
}
