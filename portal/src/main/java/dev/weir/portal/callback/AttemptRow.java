package dev.weir.portal.callback;

import dev.weir.portal.callback.delivery.Attempt;

/**
 * An attempt as pages show it. Public for the templates.
 *
 * @param taken whether the event was taken
 * @param words what became of it, a sentence
 */
public record AttemptRow(
    int number,
    String at,
    int tookMs,
    boolean taken,
    String words,
    String request,
    String response) {

  static AttemptRow of(LoggedAttempt logged) {
    Attempt attempt = logged.attempt();
    return new AttemptRow(
        logged.number(),
        attempt.at().toString(),
        attempt.tookMs(),
        attempt.taken(),
        CallbackWords.of(attempt),
        attempt.request(),
        attempt.response());
  }
}
