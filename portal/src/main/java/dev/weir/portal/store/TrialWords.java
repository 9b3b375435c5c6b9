package dev.weir.portal.store;

import dev.weir.portal.web.Messages;
import dev.weir.runtime.storage.BucketTrial;

/** What became of a trial, in words. */
public final class TrialWords {

  private static final String BUNDLE = "store/words";

  private TrialWords() {}

  /** One or two sentences. */
  public static String of(BucketTrial trial) {
    return trial
        .failed()
        .map(step ->
            Messages.text(BUNDLE, "step." + step)
                + " "
                + Messages.text(BUNDLE, "trouble." + trial.trouble()))
        .orElseGet(() -> Messages.text(BUNDLE, "works"));
  }
}
