package dev.weir.contract.policy;

/**
 * What a tenant may have at once, over all of its domains and all nodes. It comes along with the
 * policy of each of the domains.
 *
 * @param liveStreams most streams that are live or wait for their encoder
 * @param viewers most viewers
 * @param egressBits most bits a second that all viewers are sent together; newcomers are refused
 *     while it is reached
 * @param transcodes most pictures that are encoded at once for renditions
 */
public record TenantQuota(long liveStreams, long viewers, long egressBits, long transcodes) {

  /** No limit but those of the domains. */
  public static final TenantQuota UNLIMITED =
      new TenantQuota(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  /** Without a limit of encodings. */
  public TenantQuota(long liveStreams, long viewers, long egressBits) {
    this(liveStreams, viewers, egressBits, Long.MAX_VALUE);
  }

  /** Checks that nothing is negative. */
  public TenantQuota {
    if (liveStreams < 0 || viewers < 0 || egressBits < 0 || transcodes < 0) {
      throw new IllegalArgumentException("a quota is not negative");
    }
  }
}
