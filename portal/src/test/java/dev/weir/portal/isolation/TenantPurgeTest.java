package dev.weir.portal.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.PortalHouse;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Staff;
import dev.weir.portal.operator.TenantDeletion;
import dev.weir.portal.operator.TenantPurge;
import dev.weir.runtime.storage.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Of a tenant that is deleted no table keeps a row, and of another one every table keeps all.
 * Tables are found in the catalogue, so that a new one is looked at without being named here.
 */
@Timeout(120)
class TenantPurgeTest {

  /** What was done outlives who did it, and so do invoices and what stands in the book. */
  private static final List<String> KEPT =
      List.of("audit_entry", "audit_chain", "invoice", "billing_posting");

  private PortalHouse house;

  @BeforeEach
  void twoTenants() {
    house = PortalHouse.open();
    TenantFixtures.fill(house);
    // Nobody of the staff may work for a tenant that is deleted.
    house.sql("DELETE FROM platform_staff WHERE person_id = '" + Twin.A.tenant() + "'");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void noTableKeepsARowOfItAndEveryTableThoseOfOthers() throws SQLException {
    Map<String, Long> ofB = rows(Twin.B);
    assertThat(rows(Twin.A)).hasSizeGreaterThan(15).doesNotContainValue(0L);
    purge();

    Map<String, Long> left = rows(Twin.A);
    KEPT.forEach(left::remove);
    assertThat(left.values()).as("%s", left).containsOnly(0L);
    assertThat(rows(Twin.B)).isEqualTo(ofB);
    assertThat(people()).containsExactly(Twin.B.mark() + "@example.org");
  }

  @Test
  void moreRowsThanABatchGoInSeveralAndObjectsGoWithThem() throws SQLException {
    house.sql(
        """
        INSERT INTO publish_session (tenant_id, id, domain, app, stream, node, boot, software,
          address, started_at)
        SELECT '%s', gen_random_uuid(), 'd', 'live', 's', 'n', 'b', '', '', now()
        FROM generate_series(1, %d)
        """
            .formatted(Twin.A.tenant(), 2 * TenantPurge.BATCH + 1));
    ObjectName own = new ObjectName(Twin.A.tenant(), "record/one.mp4");
    ObjectName theirs = new ObjectName(Twin.B.tenant(), "record/one.mp4");
    house.objects().put(own, new byte[1]);
    house.objects().put(theirs, new byte[1]);
    purge();
    assertThat(rows(Twin.A)).containsEntry("publish_session", 0L);
    assertThat(house.objects().find(own)).isEmpty();
    assertThat(house.objects().find(theirs)).isPresent();
  }

  private void purge() {
    AuditLog audit = new AuditLog(house.time());
    Staff staff = new Staff(PersonId.random(), "staff@example.org", Origin.NONE);
    assertThat(
            new TenantDeletion(house.database(), audit, house.desk(), house.time())
                .delete(staff, Twin.A.tenant()))
        .isEqualTo(TenantDeletion.Outcome.DELETED);
    house.time().advance(TenantDeletion.GRACE);
    TenantPurge purge =
        new TenantPurge(house.database(), house.objects(), audit, house.desk(), house.time());
    assertThat(purge.round()).isOne();
  }

  /** How many rows each table has that are a twin's own. */
  private Map<String, Long> rows(Twin twin) throws SQLException {
    try (Connection superuser = house.connect()) {
      Catalogue catalogue = new Catalogue(superuser);
      Map<String, Long> rows = new TreeMap<>();
      for (String table : catalogue.tables()) {
        catalogue
            .owner(table)
            .ifPresent(owner ->
                rows.put(
                    table,
                    Long.valueOf(
                        catalogue
                            .column(
                                "SELECT count(*) FROM %s WHERE %s = '%s'"
                                    .formatted(table, owner, twin.tenant()))
                            .getFirst())));
      }
      return rows;
    }
  }

  private List<String> people() throws SQLException {
    try (Connection superuser = house.connect()) {
      return new Catalogue(superuser).column("SELECT email FROM person");
    }
  }
}
