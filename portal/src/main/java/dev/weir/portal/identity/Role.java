package dev.weir.portal.identity;

/** What a person is within a tenant. */
public enum Role {
  /** Everything, the tenant's end included. */
  OWNER("Owner"),
  /** Everything but the tenant's end. */
  ADMINISTRATOR("Administrator"),
  /** Streams. */
  OPERATOR("Operator"),
  /** Keys and callbacks. */
  DEVELOPER("Developer"),
  /** Usage and invoices. */
  BILLING("Billing"),
  /** Looks and does not touch. */
  VIEWER("Viewer");

  private final String title;

  Role(String title) {
    this.title = title;
  }

  /** As shown to people. */
  public String title() {
    return title;
  }
}
