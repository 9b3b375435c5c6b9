package dev.weir.portal.identity;

import java.util.UUID;

/** An API key's identity. Nothing secret, and nothing that finds the key: that is its prefix. */
public record ApiKeyId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
