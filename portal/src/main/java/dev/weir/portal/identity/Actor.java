package dev.weir.portal.identity;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import java.util.EnumSet;
import java.util.Set;

/**
 * Somebody about to do something in a tenant: the first parameter of every service, made anew for
 * each request. Pages and API make it differently and are the same to a service, which asks it for
 * the permission that the action needs.
 *
 * @param tenant where
 * @param who who
 * @param permissions what this one may do there, now
 * @param origin where the request comes from
 */
public record Actor(TenantId tenant, Who who, Set<Permission> permissions, Origin origin) {

  /** Copies the set. */
  public Actor {
    permissions = Set.copyOf(permissions);
  }

  /** A person at the portal, with what the role allows. */
  public static Actor of(SignedIn person, Origin origin) {
    return new Actor(
        person.tenant(),
        new Who.Person(person.person(), person.name(), person.email(), person.role()),
        person.role().permissions(),
        origin);
  }

  /** The command line, which may do everything in every tenant. */
  public static Actor commandLine(TenantId tenant) {
    return new Actor(tenant, new Who.CommandLine(), EnumSet.allOf(Permission.class), Origin.NONE);
  }

  /** The platform itself, which needs no permission for what it does unasked, and has none. */
  public static Actor platform(TenantId tenant) {
    return new Actor(tenant, new Who.Platform(), Set.of(), Origin.NONE);
  }

  /** What lists and messages call whoever acts; empty where nobody has a name. */
  public String name() {
    return switch (who) {
      case Who.Person person -> person.name();
      case Who.Operator operator -> operator.email();
      case Who.Key key -> key.name();
      case Who.CommandLine _, Who.Platform _, Who.Stranger _ -> "";
    };
  }

  /** Whether the permission is there. */
  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /** Throws {@code WeirFault FORBIDDEN} unless the permission is there. */
  public void require(Permission permission) {
    if (!may(permission)) {
      throw new WeirFault(
          FaultCode.FORBIDDEN,
          "tenant=%s who=%s lacks=%s".formatted(tenant, who, permission.text()));
    }
  }
}
