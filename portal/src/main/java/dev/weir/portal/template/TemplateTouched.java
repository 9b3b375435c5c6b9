package dev.weir.portal.template;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.web.Touched;
import java.util.Map;
import java.util.stream.Collectors;

/** The live streams that a change of a template would touch: those whose rules give it to them. */
public final class TemplateTouched {

  private final DomainStore domains;
  private final LiveTouched live;

  /** Asks these which rules there are and what is live. */
  public TemplateTouched(DomainStore domains, LiveTouched live) {
    this.domains = domains;
    this.live = live;
  }

  Touched by(TenantId tenant, TemplateId template) {
    Map<DomainName, Ladders> ladders =
        domains.of(tenant).pushDomains().stream()
            .collect(
                Collectors.toMap(
                    DomainPolicy::domain, policy -> policy.push().orElseThrow().ladders()));
    return live.where(
        tenant,
        address ->
            ladders
                .getOrDefault(address.pushDomain(), Ladders.none())
                .of(address.app(), address.stream())
                .stream()
                .anyMatch(given -> given.id().equals(template)));
  }
}
