package dev.weir.portal.apikey;

import dev.weir.portal.identity.Permission;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An API key on its page. Public for the template.
 *
 * @param shown the beginning of the key, which tells it from others
 * @param scopes by their names
 * @param lastUsed ISO 8601; empty for never
 * @param expires ISO 8601; empty for never
 * @param state end of the key of what it is
 */
public record KeyRow(
    String id,
    String name,
    String shown,
    String scopes,
    String createdBy,
    String lastUsed,
    String expires,
    String state) {

  static KeyRow of(IssuedKey key, Instant now) {
    return new KeyRow(
        key.id().toString(),
        key.name(),
        "weir_" + key.prefix() + "…",
        key.scopes().stream().map(Permission::text).sorted().collect(Collectors.joining(", ")),
        key.createdBy(),
        key.lastUsedAt().map(Instant::toString).orElse(""),
        key.expiresAt().map(Instant::toString).orElse(""),
        key.state(now).name().toLowerCase(Locale.ROOT));
  }

  /** Whether there is something to revoke. */
  public boolean active() {
    return state.equals("active");
  }
}
