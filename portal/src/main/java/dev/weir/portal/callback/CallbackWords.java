package dev.weir.portal.callback;

import dev.weir.portal.callback.delivery.Attempt;
import dev.weir.portal.callback.delivery.AttemptTrouble;
import dev.weir.portal.callback.event.CallbackKind;
import dev.weir.portal.web.Messages;

/** Callbacks in words, in the language of the request. */
public final class CallbackWords {

  private static final String BUNDLE = "callback/words";

  private CallbackWords() {}

  static String kind(CallbackKind kind) {
    return Messages.text(BUNDLE, "kind." + kind.name());
  }

  static String state(Callback.State state) {
    return Messages.text(BUNDLE, "state." + state.name());
  }

  static String state(Delivery.State state) {
    return Messages.text(BUNDLE, "event." + state.name());
  }

  /** What became of an attempt, in a sentence. */
  public static String of(Attempt attempt) {
    return trouble(attempt.trouble());
  }

  static String trouble(AttemptTrouble trouble) {
    return Messages.text(BUNDLE, "trouble." + trouble.name());
  }

  static String everything() {
    return Messages.text(BUNDLE, "everything");
  }
}
