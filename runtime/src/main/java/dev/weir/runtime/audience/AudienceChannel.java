package dev.weir.runtime.audience;

import java.time.Duration;

/** Where questions and answers travel, and for how long they are waited for. */
final class AudienceChannel {

  /** Sealed questions, heard by every gateway. */
  static final String QUESTIONS = "weir:audience";

  /** Sealed answers, heard by every control plane. */
  static final String ANSWERS = "weir:audience:told";

  /** Longest wait for the answers. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Most questions that a gateway answers at the same time; it does not hear further ones. */
  static final int MAX_OPEN = 16;

  /** What seals are bound to, so that an answer cannot pass for a question. */
  static final String QUESTION_SEAL = "audience";

  static final String ANSWER_SEAL = "audience-told";

  private AudienceChannel() {}
}
