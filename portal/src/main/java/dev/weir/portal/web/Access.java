package dev.weir.portal.web;

import dev.weir.portal.identity.Permission;

/** Who a route is for. What stands in front of its handler follows from this and the method. */
public sealed interface Access {

  /** A page for everybody, strangers too. */
  record Open() implements Access {}

  /** A page for whoever is signed in, in any role; strangers are shown the door. */
  record SignedIn() implements Access {}

  /** A page for roles with this permission; strangers are shown the door. */
  record Needs(Permission permission) implements Access {}

  /** The same, for what a page fetches by itself: strangers are told, not led elsewhere. */
  record Script(Permission permission) implements Access {}

  /**
   * A page for the platform's staff, whatever they are in a tenant; strangers are shown the door.
   */
  record OperatorOnly() implements Access {}

  /** The same, for what such a page fetches by itself: strangers are told, not led elsewhere. */
  record OperatorScript() implements Access {}

  /** A part of the API, for keys with this permission. */
  record Api(Permission permission) implements Access {}

  /** A part of the API, for keys of whatever scopes. */
  record Program() implements Access {}
}
