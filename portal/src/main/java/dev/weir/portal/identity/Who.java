package dev.weir.portal.identity;

/** The one behind an action. */
public sealed interface Who {

  /** A member of the tenant. */
  record Person(PersonId id, String name, String email, Role role) implements Who {}

  /**
   * A program with an API key.
   *
   * @param prefix the part of the key that may be shown
   * @param name what the tenant calls the key
   */
  record Key(ApiKeyId id, String prefix, String name) implements Who {}

  /** One of the platform's staff, at work in a tenant. */
  record Operator(PersonId id, String email) implements Who {}

  /** Whoever may start programs on the platform's machines. */
  record CommandLine() implements Who {}

  /** The platform itself, which looks after things unasked. */
  record Platform() implements Who {}

  /** Somebody who has not proven to be anyone. */
  record Stranger() implements Who {}
}
