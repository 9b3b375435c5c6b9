package dev.weir.portal.web;

import dev.weir.portal.identity.Permission;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the navigation leads to: streams, analytics, recordings, domains, templates, stores,
 * callbacks, members, API keys, the audit log, usage, billing, settings, in this order. A page that
 * is not there yet has no entry.
 */
final class Navigation {

  private static final List<NavEntry> ENTRIES =
      List.of(
          new NavEntry("/streams", "layout.nav.streams", "streams", Permission.STREAMS_READ),
          new NavEntry("/analytics", "layout.nav.analytics", "analytics", Permission.STREAMS_READ),
          new NavEntry(
              "/recordings", "layout.nav.recordings", "recordings", Permission.STREAMS_READ),
          new NavEntry("/domains", "layout.nav.domains", "domains", Permission.DOMAINS_READ),
          new NavEntry("/templates", "layout.nav.templates", "templates", Permission.DOMAINS_READ),
          new NavEntry("/stores", "layout.nav.stores", "stores", Permission.DOMAINS_READ),
          new NavEntry(
              "/callbacks", "layout.nav.callbacks", "callbacks", Permission.CALLBACKS_READ),
          new NavEntry("/members", "layout.nav.members", "members", Permission.MEMBERS_READ),
          new NavEntry("/api-keys", "layout.nav.api-keys", "api-keys", Permission.APIKEYS_READ),
          new NavEntry("/audit", "layout.nav.audit", "audit", Permission.AUDIT_READ),
          new NavEntry("/usage", "layout.nav.usage", "usage", Permission.USAGE_READ),
          new NavEntry("/billing", "layout.nav.billing", "billing", Permission.BILLING_READ),
          new NavEntry("/settings", "layout.nav.settings", "settings", Permission.TENANT_READ));

  /** For the platform's staff; the permission is the one that every role has. */
  private static final NavEntry OPERATOR =
      new NavEntry("/operator", "layout.nav.operator", "operator", Permission.TENANT_READ);

  private Navigation() {}

  /** What a person sees who has some permissions, and may be of the platform's staff. */
  static List<NavEntry> of(Predicate<Permission> permitted, boolean staff) {
    return Stream.concat(ENTRIES.stream(), staff ? Stream.of(OPERATOR) : Stream.empty())
        .filter(entry -> permitted.test(entry.permission()))
        .toList();
  }
}
