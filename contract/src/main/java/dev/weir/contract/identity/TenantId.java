package dev.weir.contract.identity;

import java.util.UUID;

/**
 * A tenant's identity: assigned once by the control plane, never reused, never shown to viewers.
 */
public record TenantId(UUID value) {

  /** Reads the canonical textual form; throws {@link IllegalArgumentException} on anything else. */
  public static TenantId parse(String text) {
    return new TenantId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
