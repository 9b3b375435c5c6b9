package dev.weir.transcoder.supervise;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.LadderReport.RungState;

/**
 * Leave to encode some pictures of one stream: by the machine, and by the tenant's quota. Lives on
 * the stream's loop.
 */
final class Grant {

  private final JobRooms rooms;
  private final TenantId tenant;
  private final RungState shortage;
  private int encodings;

  private Grant(JobRooms rooms, TenantId tenant, RungState shortage, int encodings) {
    this.rooms = rooms;
    this.tenant = tenant;
    this.shortage = shortage;
    this.encodings = encodings;
  }

  /**
   * Takes as many as there are; to be given back.
   *
   * @param wanted pictures of the whole ladder
   * @param bearable most that the machine has shown to keep up with
   * @param quota most of the tenant's, on all nodes
   */
  static Grant take(JobRooms rooms, TenantId tenant, int wanted, int bearable, long quota) {
    int tried = Math.min(wanted, bearable);
    int possible = rooms.capacity().take(tried);
    int granted = rooms.shares().take(tenant, possible, quota);
    rooms.capacity().giveBack(possible - granted);
    RungState shortage =
        granted < possible
            ? RungState.QUOTA
            : possible < tried ? RungState.NO_CAPACITY : RungState.TOO_SLOW;
    return new Grant(rooms, tenant, shortage, granted);
  }

  int encodings() {
    return encodings;
  }

  /** Why there are no more, where more were wanted. */
  RungState shortage() {
    return shortage;
  }

  /** Gives back what is more than that. */
  void keep(int needed) {
    int surplus = encodings - needed;
    encodings = needed;
    rooms.capacity().giveBack(surplus);
    rooms.shares().giveBack(tenant, surplus);
  }

  /** Gives everything back; once. */
  void giveBack() {
    keep(0);
  }
}
