package dev.weir.portal.api.domain;

import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.domain.Decision;

/** Answers to what may need a second person. */
final class Answers {

  private Answers() {}

  /** Says that it is done, or on whom it waits. */
  static void tell(ApiCall call, Decision decision) {
    switch (decision) {
      case Decision.Done _ -> call.done();
      case Decision.Waits waits -> call.waits(waits.request());
    }
  }
}
