package dev.weir.portal.callback;

import dev.weir.portal.callback.delivery.AttemptTrouble;
import java.time.Instant;

/**
 * An event of an endpoint as pages show it. Public for the templates.
 *
 * @param path of its page
 * @param about stream or domain; empty for the tenant
 * @param kind of the badge of its state
 * @param trouble of the last attempt, a sentence; empty for none
 * @param nextAt when it is due; empty where that is not known or does not come
 * @param body what is told, as JSON
 */
public record EventRow(
    String path,
    String type,
    String about,
    long sequence,
    String at,
    String kind,
    String state,
    boolean waits,
    int attempts,
    String trouble,
    String nextAt,
    String body) {

  static EventRow of(CallbackId callback, Delivery delivery) {
    String about =
        delivery.event().subject().stream().isEmpty()
            ? delivery.event().subject().domain()
            : delivery.event().subject().text();
    return new EventRow(
        CallbackPages.path(callback) + "/events/" + delivery.event().id(),
        delivery.event().kind(),
        about,
        delivery.event().sequence(),
        delivery.event().at().toString(),
        switch (delivery.state()) {
          case WAITING -> "";
          case DELIVERED -> "good";
          case DEAD -> "bad";
        },
        CallbackWords.state(delivery.state()),
        delivery.state() == Delivery.State.WAITING,
        delivery.attempts(),
        delivery.trouble() == AttemptTrouble.NONE ? "" : CallbackWords.trouble(delivery.trouble()),
        delivery.nextAt().map(Instant::toString).orElse(""),
        delivery.event().json().encodePrettily());
  }
}
