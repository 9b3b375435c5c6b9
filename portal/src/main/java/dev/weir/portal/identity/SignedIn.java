package dev.weir.portal.identity;

import dev.weir.contract.identity.TenantId;

/**
 * The person behind a request, read anew for each one: role and membership are those of now, not of
 * the sign-in.
 *
 * @param person who
 * @param email what the person signs in with
 * @param name what the person is called
 * @param tenant the tenant that the session works for
 * @param tenantName what the tenant is called
 * @param role the person's role in that tenant
 * @param staff whether the person is on the platform's staff
 */
public record SignedIn(
    PersonId person,
    String email,
    String name,
    TenantId tenant,
    String tenantName,
    Role role,
    boolean staff) {

  /** Somebody who is not on the platform's staff. */
  public SignedIn(
      PersonId person, String email, String name, TenantId tenant, String tenantName, Role role) {
    this(person, email, name, tenant, tenantName, role, false);
  }

  /** The same person, on the staff or not. */
  public SignedIn onStaff(boolean onStaff) {
    return new SignedIn(person, email, name, tenant, tenantName, role, onStaff);
  }
}
