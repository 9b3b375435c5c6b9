package dev.weir.contract.quality;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import java.util.Optional;

/**
 * What plays are told apart by.
 *
 * @param tenant whose stream
 * @param stream which; empty where a node had no room to tell more of them apart
 * @param way in which it was played
 * @param rendition the template's name; empty for the source
 */
public record QualityKey(
    TenantId tenant, Optional<StreamAddress> stream, PlayWay way, String rendition) {

  /** Longest name of a rendition. */
  public static final int MAX_RENDITION = 64;

  /** Throws {@link IllegalArgumentException} for another tenant's stream, or too long a name. */
  public QualityKey {
    boolean own = stream.map(StreamAddress::tenant).orElse(tenant).equals(tenant);
    if (!own || rendition.length() > MAX_RENDITION) {
      throw new IllegalArgumentException("a stream of its tenant, and a rendition's name");
    }
  }

  /** Together with all others that were played in this way. */
  public QualityKey rest() {
    return new QualityKey(tenant, Optional.empty(), way, "");
  }
}
