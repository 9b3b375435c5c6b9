package dev.weir.portal.operator;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Staff;
import dev.weir.portal.identity.Who;
import dev.weir.portal.mail.Mail;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.member.Founding;
import dev.weir.portal.web.PortalOrigin;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * New tenants, as staff makes them: with a name, an owner who is invited by mail, and where the
 * platform has a domain a name below it. For virtual threads.
 */
public final class TenantMaking {

  private static final Logger LOG = LoggerFactory.getLogger(TenantMaking.class);

  private final Founding founding;
  private final Domains domains;
  private final Postbox postbox;
  private final PortalOrigin origin;

  /** Makes tenants through these. */
  public TenantMaking(Founding founding, Domains domains, Postbox postbox, PortalOrigin origin) {
    this.founding = founding;
    this.domains = domains;
    this.postbox = postbox;
    this.origin = origin;
  }

  /**
   * What staff asks for.
   *
   * @param label what stands before the platform's domain; empty for no such name
   */
  public record Wish(String name, String ownerEmail, String label) {}

  /**
   * A tenant that waits for its owner.
   *
   * @param link the owner's way in, told this once
   * @param named whether it has the name below the platform's domain that it was to have
   */
  public record Made(TenantId tenant, String link, boolean named) {

    /** Keeps the link out of log lines. */
    @Override
    public String toString() {
      return "Made[" + tenant + "]";
    }
  }

  /** The platform's own domain; empty when there is none. */
  public Optional<DomainName> base() {
    return domains.base();
  }

  /**
   * Makes it. Throws {@code WeirFault DOMAIN_NAME_INVALID} or {@code DOMAIN_TAKEN} before anything
   * is made.
   */
  public Made make(Staff staff, Wish wish) {
    boolean named = !wish.label().isEmpty();
    if (named) {
      domains.freeName(wish.label());
    }
    Who who = new Who.Operator(staff.person(), staff.email());
    Founding.Founded founded = founding.found(who, staff.origin(), wish.name(), wish.ownerEmail());
    String link = origin.url() + "/invitations/" + founded.token();
    postbox.post(Mail.of(wish.ownerEmail(), "invitation", staff.email(), wish.name(), link));
    return new Made(founded.tenant(), link, !named || name(staff, founded.tenant(), wish.label()));
  }

  /** Somebody may have taken the name in this very moment: the tenant is there all the same. */
  private boolean name(Staff staff, TenantId tenant, String label) {
    Actor maker =
        new Actor(
            tenant,
            new Who.Operator(staff.person(), staff.email()),
            Set.of(Permission.DOMAINS_WRITE),
            staff.origin());
    try {
      domains.addOfPlatform(maker, label);
      return true;
    } catch (WeirFault taken) {
      LOG.info("event=portal.tenant.unnamed tenant={} fault={}", tenant, taken.code());
      return false;
    }
  }
}
