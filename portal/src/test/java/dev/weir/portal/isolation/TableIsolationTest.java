package dev.weir.portal.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.PortalHouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tenants are apart in every table, and the walk that says so notices when they are not. */
@Timeout(120)
class TableIsolationTest {

  private PortalHouse house;

  @BeforeEach
  void twoTenants() {
    house = PortalHouse.open();
    TenantFixtures.fill(house);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void noTableLetsATenantReachAnothersRows() {
    assertThat(TableWalk.breaches(house)).isEmpty();
  }

  @Test
  void aDroppedPolicyIsNoticed() {
    house.sql("DROP POLICY of_tenant ON app");
    assertThat(TableWalk.breaches(house)).contains("app shows 0 rows of 2");
  }

  @Test
  void aPolicyThatLetsEverythingThroughIsNoticed() {
    house.sql("CREATE POLICY too_kind ON signing_key TO weir_app USING (true)");
    assertThat(TableWalk.breaches(house))
        .contains(
            "signing_key shows 2 rows of another tenant",
            "signing_key lets another tenant's rows be changed",
            "signing_key lets another's rows be deleted");
  }

  @Test
  void aTableWhoseSecurityIsSwitchedOffIsNoticed() {
    for (TenantFixture fixture : TenantFixtures.ALL) {
      house.sql("ALTER TABLE " + fixture.table() + " DISABLE ROW LEVEL SECURITY");
      assertThat(TableWalk.breaches(house))
          .anyMatch(breach -> breach.startsWith(fixture.table() + " "));
      house.sql("ALTER TABLE " + fixture.table() + " ENABLE ROW LEVEL SECURITY");
    }
  }

  @Test
  void aTableThatNobodyThoughtOfIsNoticed() {
    house.sql("CREATE TABLE forgotten (tenant_id uuid)");
    assertThat(TableWalk.breaches(house))
        .contains(
            "forgotten has no forced row-level security with a policy",
            "forgotten has no rows to test with: add it to TenantFixtures");
  }

  @Test
  void aForeignKeyThatForgetsTheTenantIsNoticed() {
    house.sql("ALTER TABLE app ADD FOREIGN KEY (domain_id) REFERENCES domain (id)");
    assertThat(TableWalk.breaches(house))
        .anyMatch(breach -> breach.startsWith("app has a foreign key without the tenant"));
  }
}
