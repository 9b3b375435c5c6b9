package dev.weir.portal.callback.delivery;

import dev.weir.portal.callback.event.StoredEvent;
import java.time.Instant;

/**
 * The first event of a lane.
 *
 * @param position in the outbox
 * @param attempts made so far
 * @param deadline after which it is given up
 */
record Waiting(
    Lane lane,
    long position,
    Endpoint endpoint,
    StoredEvent event,
    int attempts,
    Instant deadline) {}
