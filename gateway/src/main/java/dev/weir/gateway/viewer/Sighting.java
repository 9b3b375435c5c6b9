package dev.weir.gateway.viewer;

import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.gateway.analytics.Tally;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/**
 * An HLS viewer, who is nothing but requests: when the last one was, and what they got. Written on
 * many threads, any of which may win. Thread-safe.
 */
public final class Sighting {

  private final ViewerId viewer;
  private final Instant since;
  private final Tally tally;
  private final LongAdder bytes = new LongAdder();

  private volatile String address;
  private volatile PlayProtocol protocol;
  private volatile long untilMs;

  Sighting(
      ViewerSession session, String address, PlayProtocol protocol, long untilMs, Tally tally) {
    this.tally = tally;
    this.viewer = session.viewer();
    this.since = session.begunAt();
    this.address = address;
    this.protocol = protocol;
    this.untilMs = untilMs;
  }

  /** The viewer got so much more. */
  public void sent(long count) {
    bytes.add(count);
  }

  void again(String fromAddress, PlayProtocol by, long presentUntilMs) {
    address = fromAddress;
    protocol = by;
    untilMs = presentUntilMs;
  }

  boolean isOver(long nowMs) {
    return untilMs < nowMs;
  }

  /** The viewer is present from now on. */
  void enter() {
    tally.enter();
  }

  /** And is not any more. */
  void leave() {
    tally.leave();
  }

  ViewerId viewer() {
    return viewer;
  }

  Instant since() {
    return since;
  }

  String address() {
    return address;
  }

  PlayProtocol protocol() {
    return protocol;
  }

  long bytes() {
    return bytes.sum();
  }
}
