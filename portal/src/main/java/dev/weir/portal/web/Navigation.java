package dev.weir.portal.web;

import dev.weir.portal.identity.Permission;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the navigation leads to, in this order: what is looked at each day, then what is set up once
 * and looked at when something changes. A page that is not there yet has no entry.
 */
final class Navigation {

  private static final List<NavEntry> ENTRIES =
      List.of(
          daily("streams", Permission.STREAMS_READ),
          daily("analytics", Permission.STREAMS_READ),
          daily("recordings", Permission.STREAMS_READ),
          daily("domains", Permission.DOMAINS_READ),
          daily("templates", Permission.DOMAINS_READ),
          daily("usage", Permission.USAGE_READ),
          daily("billing", Permission.BILLING_READ),
          rare("stores", Permission.DOMAINS_READ),
          rare("callbacks", Permission.CALLBACKS_READ),
          rare("members", Permission.MEMBERS_READ),
          rare("api-keys", Permission.APIKEYS_READ),
          rare("audit", Permission.AUDIT_READ),
          rare("settings", Permission.TENANT_READ));

  /** For the platform's staff; the permission is the one that every role has. */
  private static final NavEntry OPERATOR = daily("operator", Permission.TENANT_READ);

  private Navigation() {}

  private static NavEntry daily(String section, Permission permission) {
    return new NavEntry("/" + section, "layout.nav." + section, section, true, permission);
  }

  private static NavEntry rare(String section, Permission permission) {
    return new NavEntry("/" + section, "layout.nav." + section, section, false, permission);
  }

  /** What a person sees who has some permissions, and may be of the platform's staff. */
  static List<NavEntry> of(Predicate<Permission> permitted, boolean staff) {
    return Stream.concat(ENTRIES.stream(), staff ? Stream.of(OPERATOR) : Stream.empty())
        .filter(entry -> permitted.test(entry.permission()))
        .toList();
  }
}
