package dev.weir.portal.identity;

import java.util.Arrays;
import java.util.Optional;

/**
 * One thing that somebody may do within a tenant: what routes and services ask for, what roles
 * consist of, and what an API key is made with. {@code docs/roles.md} has the table.
 */
public enum Permission {
  /** See what is live, and what was. */
  STREAMS_READ("streams:read"),
  /** End, block, resume and label streams. */
  STREAMS_OPERATE("streams:operate"),
  /** Have addresses signed, which lets whoever holds them publish and play. */
  URLS_SIGN("urls:sign"),
  /** See domains and their settings. */
  DOMAINS_READ("domains:read"),
  /** Add, change and delete domains. */
  DOMAINS_WRITE("domains:write"),
  /** See the names of signing keys; nobody sees their secrets twice. */
  KEYS_READ("keys:read"),
  /** Make, rotate and delete signing keys. */
  KEYS_WRITE("keys:write"),
  /** See who works for the tenant. */
  MEMBERS_READ("members:read"),
  /** Invite members, change their roles, and remove them. */
  MEMBERS_WRITE("members:write"),
  /** See the names, scopes and last uses of API keys. */
  APIKEYS_READ("apikeys:read"),
  /** Make and revoke API keys. */
  APIKEYS_WRITE("apikeys:write"),
  /** Read and export the audit log. */
  AUDIT_READ("audit:read"),
  /** See what was used. */
  USAGE_READ("usage:read"),
  /** See invoices. */
  BILLING_READ("billing:read"),
  /** Change how invoices are paid. */
  BILLING_WRITE("billing:write"),
  /** See callbacks and what became of them. */
  CALLBACKS_READ("callbacks:read"),
  /** Add, change and delete callbacks. */
  CALLBACKS_WRITE("callbacks:write"),
  /** See alarms and their rules. */
  ALARMS_READ("alarms:read"),
  /** Take alarms in hand, silence them, and change their rules. */
  ALARMS_WRITE("alarms:write"),
  /** See the tenant's settings and quotas. */
  TENANT_READ("tenant:read"),
  /** Change the tenant's settings. */
  TENANT_WRITE("tenant:write"),
  /** End the tenant. */
  TENANT_DELETE("tenant:delete");

  private final String text;

  Permission(String text) {
    this.text = text;
  }

  /** As stored, shown, and written in the API; never renamed. */
  public String text() {
    return text;
  }

  /** Reads the textual form; empty when this release knows no such permission. */
  public static Optional<Permission> parse(String text) {
    return Arrays.stream(values()).filter(known -> known.text.equals(text)).findFirst();
  }
}
