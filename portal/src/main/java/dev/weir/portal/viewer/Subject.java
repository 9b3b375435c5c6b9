package dev.weir.portal.viewer;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.identity.ViewerId;

/** Whose viewing is ended. */
public sealed interface Subject {

  /** One session; who watched in it may begin another. */
  record Viewer(ViewerId viewer) implements Subject {}

  /**
   * Everything that belongs to a user, and what the user would begin.
   *
   * @param name the tenant's own name for the person, as signed addresses carry it
   */
  record User(String name) implements Subject {}

  /** Everybody who comes from a network, and who would come. */
  record Network(Cidr network) implements Subject {}

  /** Everybody who watches now; all may begin again. */
  record Everybody() implements Subject {}

  /** What people call it; empty for everybody. */
  default String title() {
    return switch (this) {
      case Viewer viewer -> viewer.viewer().hex();
      case User user -> user.name();
      case Network network -> network.network().toString();
      case Everybody _ -> "";
    };
  }

  /** The name of its kind: {@code viewer}, {@code user}, {@code network}, {@code everybody}. */
  default String kind() {
    return switch (this) {
      case Viewer _ -> "viewer";
      case User _ -> "user";
      case Network _ -> "network";
      case Everybody _ -> "everybody";
    };
  }

  /** Whether it also keeps out who comes later. */
  default boolean keepsOut() {
    return switch (this) {
      case User _, Network _ -> true;
      case Viewer _, Everybody _ -> false;
    };
  }
}
