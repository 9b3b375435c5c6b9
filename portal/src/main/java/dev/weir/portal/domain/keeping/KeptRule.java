package dev.weir.portal.domain.keeping;

import java.util.UUID;

/**
 * A rule among the others of its kind and domain.
 *
 * @param id stays the same while rules around it come and go
 */
public record KeptRule<R>(UUID id, R rule) {

  /** A new one. */
  public static <R> KeptRule<R> of(R rule) {
    return new KeptRule<>(UUID.randomUUID(), rule);
  }
}
