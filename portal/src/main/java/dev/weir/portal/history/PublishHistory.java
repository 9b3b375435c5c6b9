package dev.weir.portal.history;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;

/** The history of a tenant's publishes. For virtual threads. */
public final class PublishHistory {

  /** Most publishes on a page. */
  public static final int MAX_PAGE = 200;

  private final HistoryStore store;

  /** Reads this store. */
  public PublishHistory(HistoryStore store) {
    this.store = store;
  }

  /** A page of what fits the query, newest first. */
  public HistoryPage search(Actor actor, HistoryQuery query, int size) {
    actor.require(Permission.STREAMS_READ);
    int bounded = Math.clamp(size, 1, MAX_PAGE);
    return HistoryPage.of(store.search(actor.tenant(), query, bounded + 1), bounded);
  }

  /** The last publishes of one stream, newest first. */
  public HistoryPage of(Actor actor, StreamAddress address, int size) {
    actor.require(Permission.STREAMS_READ);
    if (!address.tenant().equals(actor.tenant())) {
      throw new WeirFault(FaultCode.NOT_FOUND, "stream=" + address);
    }
    int bounded = Math.clamp(size, 1, MAX_PAGE);
    return HistoryPage.of(store.of(address, bounded + 1), bounded);
  }
}
