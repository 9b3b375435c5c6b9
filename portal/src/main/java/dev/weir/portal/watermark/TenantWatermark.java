package dev.weir.portal.watermark;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.ladder.Watermark;
import java.util.List;

/**
 * A watermark that rules of a tenant may name.
 *
 * @param revision grows with each change
 * @param changedBy who changed it last
 * @param usedBy the push domains whose rules name it, by name
 */
public record TenantWatermark(
    Watermark watermark, long revision, String changedBy, List<DomainName> usedBy) {

  /** Copies the list. */
  public TenantWatermark {
    usedBy = List.copyOf(usedBy);
  }
}
