package dev.weir.portal.template;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.ladder.Template;
import java.util.List;

/**
 * A template that rules of a tenant may name.
 *
 * @param preset whether everybody has it, and nobody changes it
 * @param revision grows with each change; 0 for a preset
 * @param changedBy who changed it last; empty for a preset
 * @param usedBy the push domains whose rules name it, by name
 */
public record TenantTemplate(
    Template template, boolean preset, long revision, String changedBy, List<DomainName> usedBy) {

  /** Copies the list. */
  public TenantTemplate {
    usedBy = List.copyOf(usedBy);
  }

  static TenantTemplate preset(Template template, List<DomainName> usedBy) {
    return new TenantTemplate(template, true, 0, "", usedBy);
  }
}
