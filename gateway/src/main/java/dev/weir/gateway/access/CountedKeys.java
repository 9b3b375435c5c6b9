package dev.weir.gateway.access;

import dev.weir.contract.check.Door;
import dev.weir.contract.fault.WeirFault;
import dev.weir.runtime.keyuse.KeyPlace;
import dev.weir.runtime.keyuse.KeyTally;

/** Counts how often each key let a viewer in. A session that goes on uses no key. */
public final class CountedKeys implements RefusalLog {

  private final RefusalLog next;
  private final KeyTally tally;

  /** Tells {@code next} of everything, too. */
  public CountedKeys(RefusalLog next, KeyTally tally) {
    this.next = next;
    this.tally = tally;
  }

  @Override
  public void refused(PlaybackRequest request, WeirFault fault) {
    next.refused(request, fault);
  }

  @Override
  public void admitted(PlayGrant grant) {
    next.admitted(grant);
    if (!grant.signingKeyId().isEmpty()) {
      tally.used(
          new KeyPlace(grant.address().tenant(), grant.domain(), Door.PLAY, grant.signingKeyId()));
    }
  }
}
