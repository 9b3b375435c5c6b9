package dev.weir.portal.domain;

import dev.weir.portal.approval.Approvals;
import java.util.UUID;

/** What became of something that may need a second person. */
public sealed interface Decision {

  /** It is done. */
  record Done() implements Decision {}

  /** It waits for somebody else to agree to this request. */
  record Waits(UUID request) implements Decision {}

  /** What an answer comes to. */
  static Decision of(Approvals.Answer answer) {
    return switch (answer) {
      case Approvals.Answer.GoAhead _ -> new Done();
      case Approvals.Answer.Waits(UUID request) -> new Waits(request);
    };
  }
}
