package dev.weir.gateway.quota;

import dev.weir.contract.live.TenantUse;

/**
 * What is known of one tenant's use. Egress is looked at on the loop that tells it; the rest may be
 * read and noted on any thread.
 */
final class TenantTally {

  private final RecentEgress recent;

  private volatile long egressBits;
  private volatile TenantUse elsewhere = TenantUse.NOTHING;
  private volatile long askedInRound;

  TenantTally(RecentEgress recent, long round) {
    this.recent = recent;
    this.askedInRound = round;
  }

  /** Somebody wants to watch. Written once a round, however many ask. */
  void asked(long round) {
    if (askedInRound != round) {
      askedInRound = round;
    }
  }

  long askedInRound() {
    return askedInRound;
  }

  void look(long nowNanos) {
    egressBits = recent.look(nowNanos);
  }

  /** Bits a second from here, as of the last look. */
  long egressBits() {
    return egressBits;
  }

  /** What the other gateways said last. */
  void heard(TenantUse others) {
    elsewhere = others;
  }

  TenantUse elsewhere() {
    return elsewhere;
  }
}
