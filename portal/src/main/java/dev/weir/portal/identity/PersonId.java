package dev.weir.portal.identity;

import java.util.UUID;

/** A person's identity: of the platform, not of a tenant, since one may work for several. */
public record PersonId(UUID value) {

  /** A new one that nobody can guess. */
  public static PersonId random() {
    return new PersonId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
