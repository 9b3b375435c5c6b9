package dev.weir.recorder.save;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.recorder.save.RecordingTeller.Amount;
import dev.weir.recorder.take.Take;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the tenant is told while the store of a take does not take it: why, once for each cause, and
 * nothing of a failure that passes at once. Belongs to the thread that saves.
 */
final class StoreAway {

  /** Failures in a row before the tenant hears of them. */
  static final int TOLD_AFTER = 2;

  private static final Set<FaultCode> OF_STORES =
      EnumSet.of(
          FaultCode.STORAGE_UNAVAILABLE,
          FaultCode.STORAGE_REFUSED,
          FaultCode.STORAGE_FULL,
          FaultCode.STORE_ABSENT);

  private final Take take;
  private final RecordingTeller teller;

  private int failures;
  private Optional<FaultCode> told = Optional.empty();

  /** Nothing has failed yet. */
  StoreAway(Take take, RecordingTeller teller) {
    this.take = take;
    this.teller = teller;
  }

  /** The store did not take it. */
  void refused(FaultCode cause) {
    failures++;
    if (failures < TOLD_AFTER || !OF_STORES.contains(cause) || told.equals(Optional.of(cause))) {
      return;
    }
    told = Optional.of(cause);
    SaveProgress progress = new SaveProgress(take.directory());
    Amount amount = new Amount(take.extent().durationMs(), take.extent().bytes());
    for (RecordingFormat format : take.facts().files().keySet()) {
      if (!progress.isDone(format)) {
        teller.waits(take.facts(), take.tracks(), format, amount, cause);
      }
    }
  }
}
