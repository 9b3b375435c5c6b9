package dev.weir.portal.domain;

import java.util.UUID;

/** A claim of a name by a tenant: another claim of the same name is another domain. */
public record DomainId(UUID value) {

  /** A new one. */
  public static DomainId random() {
    return new DomainId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
