package dev.weir.portal.approval;

import dev.weir.portal.identity.Permission;
import java.util.Arrays;
import java.util.Optional;

/**
 * What may need a second person, where a tenant wants it so. Names are stored: they are never
 * changed.
 */
public enum ApprovalKind {
  /** Publishing or playing without a signature. */
  AUTHENTICATION_OFF(Permission.DOMAINS_WRITE),
  /** A domain and all that belongs to it. */
  DOMAIN_DELETION(Permission.DOMAINS_WRITE),
  /** A signing key, and with it every address that it signed. */
  KEY_DELETION(Permission.KEYS_WRITE),
  /** A recording, and its file. */
  RECORDING_DELETION(Permission.STREAMS_OPERATE),
  /** Deciding one of these alone again: otherwise one person could lift the rule, and then act. */
  RULE_LIFTED(Permission.TENANT_WRITE);

  private final Permission permission;

  ApprovalKind(Permission permission) {
    this.permission = permission;
  }

  /** What somebody needs in order to ask for it, and to decide it. */
  public Permission permission() {
    return permission;
  }

  /** Reads a name; empty for one that this release does not know. */
  public static Optional<ApprovalKind> parse(String name) {
    return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
  }
}
