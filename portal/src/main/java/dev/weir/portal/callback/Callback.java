package dev.weir.portal.callback;

import java.time.Instant;
import java.util.Optional;

/**
 * An endpoint as its tenant sees it: all but its secrets.
 *
 * @param id by which it is named everywhere
 * @param settings what somebody chose
 * @param state whether it is told
 * @param failures attempts in a row that failed
 * @param fullSince since when so much waits that nothing more is taken
 * @param lastSuccess when it last took an event
 * @param lastFailure when an attempt last failed
 * @param formerUntil until when the former secret signs, too; empty outside of a rotation
 * @param waiting events that wait
 * @param dead events that were given up
 * @param revision grows with every change
 * @param changedBy who changed it last
 */
public record Callback(
    CallbackId id,
    CallbackSettings settings,
    State state,
    int failures,
    Optional<Instant> fullSince,
    Optional<Instant> lastSuccess,
    Optional<Instant> lastFailure,
    Optional<Instant> formerUntil,
    long waiting,
    long dead,
    long revision,
    String changedBy) {

  /** Whether it is told. Names are stored: they are never changed. */
  public enum State {
    /** It is. */
    ON,
    /** Somebody paused it: events wait. */
    PAUSED,
    /** It said that it is gone for good (410): it is told of nothing until somebody turns it on. */
    GONE
  }
}
