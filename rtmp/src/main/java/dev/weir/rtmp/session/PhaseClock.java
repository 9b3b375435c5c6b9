package dev.weir.rtmp.session;

/** The phase of a session, when it must be over, and when the next ping is due. */
final class PhaseClock {

  private final SessionDeadlines deadlines;
  private final long startNanos;

  private Phase phase = Phase.HANDSHAKE;
  private long limitNanos;
  private long pingNanos;

  PhaseClock(SessionDeadlines deadlines, long nowNanos) {
    this.deadlines = deadlines;
    this.startNanos = nowNanos;
    enter(Phase.HANDSHAKE, nowNanos);
  }

  Phase phase() {
    return phase;
  }

  boolean is(Phase asked) {
    return phase == asked;
  }

  void enter(Phase next, long nowNanos) {
    phase = next;
    limitNanos = nowNanos + next.limit(deadlines).toNanos();
    pingNanos = nowNanos + deadlines.pingInterval().toNanos();
  }

  /** The peer is gone or will be; nothing is due any more. */
  void close() {
    phase = Phase.CLOSED;
  }

  /** A publisher is heard. */
  void heard(long nowNanos) {
    limitNanos = nowNanos + deadlines.mediaGap().toNanos();
  }

  /** When to look again at the latest. */
  long deadlineNanos() {
    return phase.hasRole() && pingNanos - limitNanos < 0 ? pingNanos : limitNanos;
  }

  boolean isOver(long nowNanos) {
    return nowNanos - limitNanos >= 0;
  }

  /** Whether a ping is due; the next one is, an interval later. */
  boolean takePing(long nowNanos) {
    if (!phase.hasRole() || nowNanos - pingNanos < 0) {
      return false;
    }
    pingNanos = nowNanos + deadlines.pingInterval().toNanos();
    return true;
  }

  /** Milliseconds since the session began, the low 32 bits: the clock that pings carry. */
  long uptimeMs(long nowNanos) {
    return (nowNanos - startNanos) / 1_000_000 & 0xFFFF_FFFFL;
  }
}
