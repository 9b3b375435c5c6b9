package dev.weir.portal.domain;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which names a tenant may claim, and which the platform gives out by itself: {@code
 * <tenant>.<base>} to whoever has no domain yet, {@code d-<id>.<base>} as the target of a domain's
 * CNAME record. One wildcard record {@code *.<base>} serves both.
 */
final class NamingRules {

  /** Shortest label that is made of a tenant's name. */
  private static final int MIN_SLUG = 3;

  private static final int MAX_SLUG = 40;
  private static final int TARGET_DIGITS = 12;
  private static final int SUFFIX_DIGITS = 6;

  /** Names of this machine or this house, which no public record is about (RFC 6761, RFC 6762). */
  private static final Set<String> LOCAL_ENDINGS =
      Set.of("localhost", "local", "internal", "invalid", "onion", "arpa");

  private static final Set<String> RESERVED =
      Set.of("www", "api", "admin", "portal", "mail", "status", "docs", "support", "static");

  private final Optional<DomainName> base;
  private final String portalHost;

  NamingRules(Optional<DomainName> base, String portalHost) {
    this.base = base;
    this.portalHost = portalHost.toLowerCase(Locale.ROOT);
  }

  /** Reads what was typed; throws {@code WeirFault DOMAIN_NAME_INVALID} for what cannot be had. */
  DomainName claimed(String typed) {
    String stripped = typed.strip();
    DomainName name =
        stripped.contains(":") || stripped.contains("/")
            ? refuse(stripped)
            : DomainName.parse(stripped).orElseGet(() -> refuse(stripped));
    String[] labels = name.value().split("\\.", -1);
    String last = labels[labels.length - 1];
    boolean number = last.chars().allMatch(c -> c >= '0' && c <= '9');
    if (labels.length < 2 || number || LOCAL_ENDINGS.contains(last) || isOurs(name.value())) {
      refuse(stripped);
    }
    return name;
  }

  /** Host that a CNAME record leads to; empty where the platform has no name in public. */
  Optional<DomainName> target(DomainId id) {
    String digits = id.value().toString().replace("-", "").substring(0, TARGET_DIGITS);
    return base.filter(name -> name.value().contains("."))
        .map(name -> new DomainName("d-" + digits + "." + name.value()));
  }

  /** The name that a tenant may have without proving anything; empty without a base. */
  Optional<DomainName> platformName(TenantId tenant, String tenantName) {
    return base.map(name -> new DomainName(slug(tenant, tenantName) + "." + name.value()));
  }

  /** Another one, for when somebody of the same name was quicker. */
  Optional<DomainName> otherPlatformName(TenantId tenant, String tenantName) {
    return base.map(name ->
        new DomainName(slug(tenant, tenantName) + "-" + digits(tenant) + "." + name.value()));
  }

  /** The name below the base that somebody chose; throws {@code WeirFault DOMAIN_NAME_INVALID}. */
  Optional<DomainName> chosenName(String label) {
    String chosen = label.strip().toLowerCase(Locale.ROOT);
    boolean fits =
        chosen.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")
            && chosen.length() >= MIN_SLUG
            && chosen.length() <= MAX_SLUG
            && !RESERVED.contains(chosen)
            && !chosen.startsWith("d-");
    if (!fits) {
      refuse(label);
    }
    return base.map(name -> new DomainName(chosen + "." + name.value()));
  }

  /** The platform's own domain; empty when there is none. */
  Optional<DomainName> base() {
    return base;
  }

  private boolean isOurs(String name) {
    boolean belowBase =
        base.filter(own -> name.equals(own.value()) || name.endsWith("." + own.value()))
            .isPresent();
    return belowBase || name.equals(portalHost);
  }

  private static String slug(TenantId tenant, String tenantName) {
    String ascii =
        Normalizer.normalize(tenantName, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^a-z0-9]+", "-");
    String cut = ascii.substring(0, Math.min(ascii.length(), MAX_SLUG)).replaceAll("^-+|-+$", "");
    boolean unfit = cut.length() < MIN_SLUG || RESERVED.contains(cut) || cut.startsWith("d-");
    return unfit ? "t-" + digits(tenant) : cut;
  }

  private static String digits(TenantId tenant) {
    return tenant.toString().substring(0, SUFFIX_DIGITS);
  }

  private static DomainName refuse(String typed) {
    throw new WeirFault(FaultCode.DOMAIN_NAME_INVALID, "name=" + typed);
  }
}
