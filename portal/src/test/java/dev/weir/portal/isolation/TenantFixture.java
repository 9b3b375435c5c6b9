package dev.weir.portal.isolation;

/**
 * The rows that each of two tenants has in one table.
 *
 * @param table its name
 * @param sight what a tenant sees of it
 * @param sql inserts them; see {@link #ofATenant}
 */
record TenantFixture(String table, Sight sight, String sql) {

  /** What a tenant's own transactions see of a table. */
  enum Sight {
    /** Its own rows, all of them. */
    OWN,
    /** Nothing: only the platform's transactions do. */
    NONE,
    /** Rows that are nobody's, and which no tenant changes. */
    EVERYBODYS
  }

  /**
   * Rows that their tenant sees. The statement has places for what is the tenant's: <code>{tenant}
   * </code> is its id, <code>{id}</code> the same as that of a row, <code>{mark}</code> a text that
   * is in no other tenant's rows. Every row has one of these.
   */
  static TenantFixture ofATenant(String table, String sql) {
    return new TenantFixture(table, Sight.OWN, sql);
  }

  /** Rows that a migration has put there for everybody. */
  static TenantFixture ofEverybody(String table) {
    return new TenantFixture(table, Sight.EVERYBODYS, "");
  }

  /** Rows that only the platform's transactions see. */
  static TenantFixture ofThePlatform(String table, String sql) {
    return new TenantFixture(table, Sight.NONE, sql);
  }
}
