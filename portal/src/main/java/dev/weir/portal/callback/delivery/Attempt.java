package dev.weir.portal.callback.delivery;

import java.time.Instant;

/**
 * One attempt to tell an endpoint of an event.
 *
 * @param at when it began
 * @param tookMs until its answer, or until it was given up
 * @param trouble why the event was not taken
 * @param status HTTP status; 0 without an answer
 * @param request what was asked, without signatures
 * @param response what was answered, the beginning of it; or what went wrong
 */
public record Attempt(
    Instant at, int tookMs, AttemptTrouble trouble, int status, String request, String response) {

  /** Whether the event was taken. */
  public boolean taken() {
    return trouble == AttemptTrouble.NONE;
  }
}
