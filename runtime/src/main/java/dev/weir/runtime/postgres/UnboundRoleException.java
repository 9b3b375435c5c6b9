package dev.weir.runtime.postgres;

/**
 * The database would be used in a role that row-level security does not bind, so that every tenant
 * would see the rows of all. Its message says what to do.
 */
public final class UnboundRoleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnboundRoleException(String role, String privilege) {
    super(
        "The database role \"%s\" %s, so that row-level security does not keep tenants apart. "
                .formatted(role, privilege)
            + "Weir does not work in such a role. Take it away with: "
            + "ALTER ROLE \"%s\" NOSUPERUSER NOBYPASSRLS".formatted(role));
  }
}
