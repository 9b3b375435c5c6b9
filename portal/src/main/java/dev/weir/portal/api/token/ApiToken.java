package dev.weir.portal.api.token;

import dev.weir.portal.identity.Permission;
import java.time.Instant;
import java.util.Set;

/**
 * A token that was made.
 *
 * @param text the signed form
 * @param expiresAt when it ends
 * @param scopes what it is good for
 */
public record ApiToken(String text, Instant expiresAt, Set<Permission> scopes) {

  /** Copies the set. */
  public ApiToken {
    scopes = Set.copyOf(scopes);
  }

  /** Without the signed form. */
  @Override
  public String toString() {
    return "ApiToken[expiresAt=" + expiresAt + "]";
  }
}
