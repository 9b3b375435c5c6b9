package dev.weir.contract.live;

/**
 * What a tenant uses at a moment, on one gateway or on several.
 *
 * @param viewers viewers on all protocols
 * @param egressBits bits a second that they are sent, over the last seconds
 */
public record TenantUse(long viewers, long egressBits) {

  /** Nobody watches, nothing goes out. */
  public static final TenantUse NOTHING = new TenantUse(0, 0);

  /** Whether nobody watches and nothing goes out. */
  public boolean isNothing() {
    return viewers == 0 && egressBits == 0;
  }

  /** Both together. */
  public TenantUse plus(TenantUse other) {
    return new TenantUse(viewers + other.viewers, egressBits + other.egressBits);
  }
}
