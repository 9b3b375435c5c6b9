package dev.weir.portal.role;

import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import dev.weir.portal.web.Access;
import dev.weir.portal.web.RouteEntry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Somebody who asks for a route. */
sealed interface Visitor {

  /** Nobody that the portal knows. */
  record Stranger() implements Visitor {}

  /** A person with an open session who has no role in the tenant any more. */
  record FormerMember() implements Visitor {}

  /**
   * A person with a role in the tenant.
   *
   * @param staff whether on the platform's staff, too
   */
  record Member(Role role, boolean staff) implements Visitor {}

  /**
   * A program with an API key.
   *
   * @param scopes what the key was made with
   * @param byToken whether it shows a token made with the key, and not the key
   */
  record Program(Set<Permission> scopes, boolean byToken) implements Visitor {}

  /** All people, and a key that may do everything. */
  static List<Visitor> everybody() {
    List<Visitor> all = new ArrayList<>(List.of(new Stranger(), new FormerMember()));
    for (Role role : Role.values()) {
      all.add(new Member(role, false));
    }
    all.add(new Member(Role.VIEWER, true));
    all.add(new Program(EnumSet.allOf(Permission.class), false));
    return all;
  }

  /**
   * Whoever's answer may differ on a route. On the API that is, beside everybody, a key with each
   * scope alone, a key without the one that is asked for, and key and token with what each role
   * has.
   */
  static List<Visitor> of(RouteEntry entry, RoleTable document) {
    List<Visitor> all = new ArrayList<>(everybody());
    if (entry.access() instanceof Access.Api(Permission wanted)) {
      all.add(new Program(Set.of(), false));
      all.add(new Program(EnumSet.complementOf(EnumSet.of(wanted)), false));
      for (Permission permission : Permission.values()) {
        all.add(new Program(Set.of(permission), false));
      }
      for (Role role : Role.values()) {
        all.add(new Program(document.of(role), false));
        all.add(new Program(document.of(role), true));
      }
    }
    return all;
  }
}
