package dev.weir.portal.identity;

import static dev.weir.portal.identity.Permission.ALARMS_READ;
import static dev.weir.portal.identity.Permission.ALARMS_WRITE;
import static dev.weir.portal.identity.Permission.APIKEYS_READ;
import static dev.weir.portal.identity.Permission.APIKEYS_WRITE;
import static dev.weir.portal.identity.Permission.BILLING_READ;
import static dev.weir.portal.identity.Permission.BILLING_WRITE;
import static dev.weir.portal.identity.Permission.CALLBACKS_READ;
import static dev.weir.portal.identity.Permission.CALLBACKS_WRITE;
import static dev.weir.portal.identity.Permission.DOMAINS_READ;
import static dev.weir.portal.identity.Permission.KEYS_READ;
import static dev.weir.portal.identity.Permission.KEYS_WRITE;
import static dev.weir.portal.identity.Permission.STREAMS_OPERATE;
import static dev.weir.portal.identity.Permission.STREAMS_READ;
import static dev.weir.portal.identity.Permission.TENANT_DELETE;
import static dev.weir.portal.identity.Permission.TENANT_READ;
import static dev.weir.portal.identity.Permission.URLS_SIGN;
import static dev.weir.portal.identity.Permission.USAGE_READ;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a person is within a tenant: a name for a set of permissions. */
public enum Role {
  /** Everything, the tenant's end included. */
  OWNER("Owner", EnumSet.allOf(Permission.class)),
  /** Everything but the tenant's end. */
  ADMINISTRATOR("Administrator", EnumSet.complementOf(EnumSet.of(TENANT_DELETE))),
  /** Streams. */
  OPERATOR(
      "Operator",
      EnumSet.of(
          STREAMS_READ,
          STREAMS_OPERATE,
          URLS_SIGN,
          DOMAINS_READ,
          ALARMS_READ,
          ALARMS_WRITE,
          TENANT_READ)),
  /** Keys and callbacks. */
  DEVELOPER(
      "Developer",
      EnumSet.of(
          STREAMS_READ,
          URLS_SIGN,
          DOMAINS_READ,
          KEYS_READ,
          KEYS_WRITE,
          APIKEYS_READ,
          APIKEYS_WRITE,
          CALLBACKS_READ,
          CALLBACKS_WRITE,
          ALARMS_READ,
          TENANT_READ)),
  /** Usage and invoices. */
  BILLING("Billing", EnumSet.of(USAGE_READ, BILLING_READ, BILLING_WRITE, TENANT_READ)),
  /** Looks and does not touch. */
  VIEWER("Viewer", EnumSet.of(STREAMS_READ, DOMAINS_READ, USAGE_READ, ALARMS_READ, TENANT_READ));

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // Nobody can modify it: it is wrapped below.
  private final Set<Permission> permissions;

  Role(String title, EnumSet<Permission> permissions) {
    this.title = title;
    this.permissions = Collections.unmodifiableSet(permissions);
  }

  /** As shown to people. */
  public String title() {
    return title;
  }

  /** What it may do. */
  public Set<Permission> permissions() {
    return permissions;
  }
}
