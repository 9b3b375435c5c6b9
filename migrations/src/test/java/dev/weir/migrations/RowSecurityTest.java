package dev.weir.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two tenants with a row in every table; each table is walked as the role that the portal's pool
 * works in. Tables are found in the catalogue, so that a new one is tested without being named
 * here.
 */
class RowSecurityTest {

  private static final UUID TENANT_A = UUID.randomUUID();
  private static final UUID TENANT_B = UUID.randomUUID();

  private static RealPostgres postgres;

  @BeforeAll
  static void twoTenants() throws IOException, SQLException {
    postgres = RealPostgres.start();
    Migrations.run(postgres.url("postgres"), "postgres", "");
    try (Connection connection = postgres.connect("postgres", "postgres");
        Statement statement = connection.createStatement()) {
      fill(statement, TENANT_A, "a");
      fill(statement, TENANT_B, "b");
    }
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @Test
  void everyTableHasForcedRowSecurityAndAPolicy() throws SQLException {
    try (Connection connection = postgres.connect("postgres", "postgres")) {
      List<String> unprotected =
          column(
              connection,
              """
              SELECT c.relname FROM pg_class c
              WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
                AND c.relname <> 'weir_migration'
                AND NOT (c.relispartition AND NOT has_table_privilege('weir_app', c.oid,
                  'SELECT, INSERT, UPDATE, DELETE, TRUNCATE'))
                AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                  AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
              """);
      assertThat(unprotected).isEmpty();
    }
  }

  @Test
  void theWalkFindsTheTablesOfTenants() throws SQLException {
    try (Connection connection = postgres.connect("postgres", "postgres")) {
      assertThat(tenantTables(connection))
          .contains(
              "membership",
              "portal_session",
              "domain",
              "app",
              "signing_key",
              "api_key",
              "audit_entry");
    }
  }

  @Test
  void noTableShowsARowWithoutATenant() throws SQLException {
    try (Connection connection = asApplication()) {
      for (String table : tenantTables(connection)) {
        assertThat(rows(connection, table)).as(table).isZero();
      }
      assertThat(count(connection, "SELECT count(*) FROM tenant")).isZero();
      assertThat(count(connection, "SELECT count(id) FROM person")).isZero();
    }
  }

  @Test
  void theSettingEndsWithItsTransaction() throws SQLException {
    try (Connection connection = asApplication()) {
      connection.setAutoCommit(false);
      become(connection, TENANT_A);
      assertThat(rows(connection, "domain")).isEqualTo(1);
      connection.commit();
      assertThat(rows(connection, "domain")).isZero();
    }
  }

  @Test
  void aTenantSeesItsOwnRowsAndNobodyElses() throws SQLException {
    try (Connection connection = asApplication()) {
      connection.setAutoCommit(false);
      become(connection, TENANT_A);
      for (String table : tenantTables(connection)) {
        if (!ofThePlatformAlone(connection, table)) {
          assertThat(rows(connection, table)).as(table + ", own rows").isPositive();
        }
        assertThat(count(connection, countWhere(table, "tenant_id <> '" + TENANT_A + "'")))
            .as(table + ", rows of others")
            .isZero();
      }
      assertThat(column(connection, "SELECT email FROM person")).containsExactly("a@example.org");
      assertThat(column(connection, "SELECT name FROM tenant")).containsExactly("a");
    }
  }

  @Test
  void aTenantCannotWriteForAnother() throws SQLException {
    String theft =
        "INSERT INTO domain (id, tenant_id, name) VALUES (gen_random_uuid(), '%s', 'stolen.example.org')"
            .formatted(TENANT_B);
    assertThatThrownBy(() -> asTenant(TENANT_A, theft)).hasMessageContaining("row-level security");
    assertThatThrownBy(() -> asTenant(TENANT_A, "UPDATE app SET tenant_id = '" + TENANT_B + "'"))
        .isInstanceOf(SQLException.class);
    assertThat(asTenant(TENANT_A, "DELETE FROM app WHERE tenant_id = '" + TENANT_B + "'")).isZero();
  }

  @Test
  void aTenantCannotReadWhatProvesItsPeople() throws SQLException {
    try (Connection connection = asApplication()) {
      connection.setAutoCommit(false);
      become(connection, TENANT_A);
      assertThat(count(connection, "SELECT count(*) FROM person_password")).isZero();
      assertThat(count(connection, "SELECT count(*) FROM portal_session")).isZero();
    }
  }

  @Test
  void thePlatformSeesAllTenantsUnlessItNamesOne() throws SQLException {
    try (Connection connection = asApplication()) {
      connection.setAutoCommit(false);
      set(connection, "app.platform", "on");
      assertThat(count(connection, "SELECT count(*) FROM person_password")).isEqualTo(2);
      assertThat(rows(connection, "domain")).isEqualTo(2);
      become(connection, TENANT_A);
      assertThat(rows(connection, "domain")).isEqualTo(1);
      assertThat(count(connection, "SELECT count(*) FROM person_password")).isZero();
    }
  }

  @Test
  void aPlayDomainCannotBePairedWithAnotherTenantsPushDomain() {
    String pairing =
        """
        UPDATE domain_play SET push_domain_id =
          (SELECT md5('domain-b')::uuid)
        """;
    assertThatThrownBy(() -> asTenant(TENANT_A, pairing)).hasMessageContaining("foreign key");
  }

  @Test
  void everyChangeOfAnyPartGivesTheDomainANewVersion() throws SQLException {
    List<String> changes =
        List.of(
            "UPDATE domain_push SET reconnect_window_s = 11",
            "UPDATE domain_play SET max_viewers = 5",
            "UPDATE app SET takeover = true",
            "UPDATE stream_block SET until = now()",
            "UPDATE viewer_revocation SET until = now()",
            "UPDATE signing_key SET sealed_secret = 'other' WHERE side = 'PUSH'",
            "DELETE FROM signing_key WHERE rank = 2");
    try (Connection connection = asApplication()) {
      connection.setAutoCommit(false);
      become(connection, TENANT_A);
      long version = count(connection, "SELECT version FROM domain");
      for (String change : changes) {
        try (Statement statement = connection.createStatement()) {
          assertThat(statement.executeUpdate(change)).as(change).isPositive();
        }
        long next = count(connection, "SELECT version FROM domain");
        assertThat(next).as(change).isGreaterThan(version);
        version = next;
      }
      connection.rollback();
    }
  }

  @Test
  void whatWasAuditedIsNeverChangedByAnybody() throws SQLException {
    List<String> changes =
        List.of(
            "UPDATE audit_entry SET actor_name = 'somebody else'",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_entry");
    try (Connection owner = postgres.connect("postgres", "postgres");
        Statement statement = owner.createStatement()) {
      for (String change : changes) {
        assertThatThrownBy(() -> asTenant(TENANT_A, change))
            .as(change)
            .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> statement.execute(change))
            .as(change)
            .hasMessageContaining("audit entries are never changed");
      }
      assertThat(rows(owner, "audit_entry")).isEqualTo(2);
    }
  }

  @Test
  void aTenantMaySayItsNameAndNotItsStateOrItsQuotas() throws SQLException {
    assertThat(asTenant(TENANT_A, "UPDATE tenant SET name = 'renamed'")).isEqualTo(1);
    assertThatThrownBy(() -> asTenant(TENANT_A, "UPDATE tenant SET state = 'SUSPENDED'"))
        .hasMessageContaining("does not change its own state");
    assertThat(asTenant(TENANT_A, "UPDATE tenant_quota SET maximum = 1000000")).isZero();
    assertThat(asTenant(TENANT_A, "UPDATE quota_default SET maximum = 1000000")).isZero();
  }

  @Test
  void aQuotaOfPublishingGivesTheTenantsDomainsANewVersion() throws SQLException {
    try (Connection connection = asApplication();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      set(connection, "app.platform", "on");
      long before = count(connection, "SELECT sum(version) FROM domain");
      statement.execute("UPDATE tenant_quota SET maximum = 2 WHERE kind = 'DOMAINS'");
      assertThat(count(connection, "SELECT sum(version) FROM domain")).isEqualTo(before);
      statement.execute(
          "INSERT INTO tenant_quota VALUES ('%s', 'VIEWERS', 7, now(), '')".formatted(TENANT_A));
      assertThat(count(connection, "SELECT sum(version) FROM domain")).isGreaterThan(before);
      assertThat(count(connection, "SELECT quota('%s', 'VIEWERS')".formatted(TENANT_A)))
          .isEqualTo(7);
      assertThat(count(connection, "SELECT quota('%s', 'VIEWERS')".formatted(TENANT_B)))
          .isEqualTo(100_000);
      connection.rollback();
    }
  }

  private static Connection asApplication() throws SQLException {
    return postgres.connectAs("postgres", "postgres", Migrations.APPLICATION_ROLE);
  }

  /** Runs one statement as a tenant and undoes it; gives the number of rows it touched. */
  private static int asTenant(UUID tenant, String sql) throws SQLException {
    try (Connection connection = asApplication();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      become(connection, tenant);
      boolean query = statement.execute(sql);
      int touched = query ? 0 : statement.getUpdateCount();
      connection.rollback();
      return touched;
    }
  }

  private static void become(Connection connection, UUID tenant) throws SQLException {
    set(connection, "app.tenant", tenant.toString());
  }

  private static void set(Connection connection, String setting, String value) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT set_config('%s', '%s', true)".formatted(setting, value));
    }
  }

  private static boolean ofThePlatformAlone(Connection connection, String table)
      throws SQLException {
    return count(
            connection,
            "SELECT count(*) FROM pg_policies WHERE policyname = 'of_tenant' AND tablename = '%s'"
                .formatted(table))
        == 0;
  }

  private static List<String> tenantTables(Connection connection) throws SQLException {
    return column(
        connection,
        """
        SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
          AND a.attname = 'tenant_id' AND NOT a.attisdropped AND NOT c.relispartition
        ORDER BY c.relname
        """);
  }

  private static long rows(Connection connection, String table) throws SQLException {
    return count(connection, "SELECT count(tenant_id) FROM " + table);
  }

  private static String countWhere(String table, String condition) {
    return "SELECT count(tenant_id) FROM " + table + " WHERE " + condition;
  }

  private static long count(Connection connection, String sql) throws SQLException {
    return Long.parseLong(column(connection, sql).getFirst());
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static void fill(Statement statement, UUID tenant, String name) throws SQLException {
    String person = UUID.randomUUID().toString();
    String ids = "'" + tenant + "', md5('domain-" + name + "')::uuid";
    for (String sql :
        List.of(
            "INSERT INTO tenant (id, name) VALUES ('%s', '%s')".formatted(tenant, name),
            "INSERT INTO person (id, email, name) VALUES ('%s', '%s@example.org', '%s')"
                .formatted(person, name, name),
            "INSERT INTO person_password (person_id, hash) VALUES ('%s', 'x')".formatted(person),
            "INSERT INTO membership (tenant_id, person_id, role) VALUES ('%s', '%s', 'OWNER')"
                .formatted(tenant, person),
            "INSERT INTO portal_session VALUES (sha256('%s'), '%s', '%s', now(), now(), '127.0.0.1', 'test')"
                .formatted(name, tenant, person),
            "INSERT INTO domain (tenant_id, id, name) VALUES (%s, '%s.example.org')"
                .formatted(ids, name),
            "INSERT INTO domain_push (tenant_id, domain_id) VALUES (%s)".formatted(ids),
            "INSERT INTO domain_play (tenant_id, domain_id, push_domain_id) VALUES (%s, md5('domain-%s')::uuid)"
                .formatted(ids, name),
            "INSERT INTO app (tenant_id, domain_id, name) VALUES (%s, 'live')".formatted(ids),
            "INSERT INTO signing_key (tenant_id, domain_id, side, rank, name, sealed_secret) VALUES (%s, 'PUSH', 1, 'p', 's')"
                .formatted(ids),
            "INSERT INTO signing_key (tenant_id, domain_id, side, rank, name, sealed_secret) VALUES (%s, 'PLAY', 2, 'q', 's')"
                .formatted(ids),
            "INSERT INTO access_version (tenant_id, domain_id, side, revision, access, saved_by) VALUES (%s, 'PLAY', 1, '{}', '')"
                .formatted(ids),
            "INSERT INTO token_key (tenant_id, domain_id, name, algorithm, sealed_material) VALUES (%s, 't', 'HS256', 's')"
                .formatted(ids),
            ("INSERT INTO domain_certificate (tenant_id, domain_id, chain, sealed_key, subject, names, issuer, not_before, not_after, fingerprint, key_kind, certificates, stored_at, stored_by)"
                    + " VALUES (%s, 'c', 's', '', '{}', '', now(), now(), '', '', 1, now(), '')")
                .formatted(ids),
            "INSERT INTO api_key (id, tenant_id, name, prefix, secret_hash, scopes) VALUES (gen_random_uuid(), '%s', 'k', 'prefix-%s', sha256('%s'), '{}')"
                .formatted(tenant, name, name),
            "INSERT INTO invitation VALUES ('%s', gen_random_uuid(), 'new@example.org', 'VIEWER', sha256('%s'), now(), '', now())"
                .formatted(tenant, name),
            "INSERT INTO tenant_setting (tenant_id, changed_at, changed_by) VALUES ('%s', now(), '')"
                .formatted(tenant),
            "INSERT INTO approval (tenant_id, id, kind, object, payload, requester_name, requested_at, expires_at) VALUES ('%s', gen_random_uuid(), 'DOMAIN_DELETION', 'd', '{}', '', now(), now())"
                .formatted(tenant),
            "INSERT INTO template VALUES ('%s', 't', '{}', 1, now(), '')".formatted(tenant),
            "INSERT INTO keeping_rules VALUES (%s, 'recordings', '[]', 1, '')".formatted(ids),
            "INSERT INTO recording VALUES ('%s', gen_random_uuid(), 'd', 'live', 's', 'n', 'b', 'MP4', 'READY', '', now(), now(), 1, 1, 1, 1, 'o')"
                .formatted(tenant),
            "INSERT INTO deleted_recording VALUES ('%s', gen_random_uuid(), now())"
                .formatted(tenant),
            "INSERT INTO stored_count VALUES ('%s', 'SLICES', 'd', 'live', 's', 1, now())"
                .formatted(tenant),
            "INSERT INTO full_store VALUES ('%s', now())".formatted(tenant),
            "INSERT INTO health_episode VALUES ('%s', 'd', 'live', 's', 'ARRIVES_LATE', now(), 'b', 'FAIR', 2000, 0)"
                .formatted(tenant),
            "INSERT INTO quality VALUES ('%s', 5, '2026-11-22T12:00:00Z', 'd', 'live', 's', 'HLS', '')"
                .formatted(tenant),
            "INSERT INTO quality_whole VALUES ('%s', 5, '2026-11-22T12:00:00Z', 'd', 'HLS', '')"
                .formatted(tenant),
            "INSERT INTO quality_taken VALUES ('%s', 'b', 1, now())".formatted(name),
            "INSERT INTO health_minute VALUES ('%s', 'd', 'live', 's', now(), 60, 25, 1, 1, 0, 0, 0)"
                .formatted(tenant),
            "INSERT INTO tenant_store VALUES ('%s', 's', '{}', 's', 1, now(), '')"
                .formatted(tenant),
            "INSERT INTO watermark VALUES ('%s', 'w', '{}', 1, now(), '')".formatted(tenant),
            "INSERT INTO callback (tenant_id, id, name, url, dialect, kinds, sealed_secret, changed_at, changed_by) VALUES ('%s', gen_random_uuid(), 'c', 'u', 'd', '{}', 's', now(), '')"
                .formatted(tenant),
            "INSERT INTO alarm_rule (tenant_id, id, name, kind, bound, clear, hold_s, calm_s, changed_at) VALUES ('%s', gen_random_uuid(), 'r', 'k', 1, 1, 0, 0, now())"
                .formatted(tenant),
            "INSERT INTO alarm (tenant_id, id, rule_id, rule_name, kind, state, since, known_at, measured, bound) VALUES ('%s', gen_random_uuid(), gen_random_uuid(), 'r', 'k', 'RAISED', now(), now(), 1, 1)"
                .formatted(tenant),
            "INSERT INTO alarm_silence (tenant_id, id, rule_id, everything, until, reason, created_at, created_by) SELECT '%s', gen_random_uuid(), id, true, now(), '', now(), '' FROM alarm_rule WHERE tenant_id = '%s' LIMIT 1"
                .formatted(tenant, tenant),
            "INSERT INTO quota_reached VALUES ('%s', 'k', now())".formatted(tenant),
            "INSERT INTO callback_sequence VALUES ('%s', 's', 1, now())".formatted(tenant),
            "INSERT INTO callback_event VALUES ('%s', gen_random_uuid(), 'k', 's', 1, 'd', 'a', 's', now(), '{}', now())"
                .formatted(tenant),
            "INSERT INTO callback_delivery (tenant_id, callback_id, event_id, subject, put_at, deadline) SELECT c.tenant_id, c.id, e.id, 's', now(), now() FROM callback c JOIN callback_event e USING (tenant_id) WHERE tenant_id = '%s'"
                .formatted(tenant),
            "INSERT INTO callback_lane SELECT tenant_id, id, 's', now() FROM callback WHERE tenant_id = '%s'"
                .formatted(tenant),
            "INSERT INTO callback_attempt SELECT tenant_id, id, gen_random_uuid(), gen_random_uuid(), 1, now(), 1, '', 200, '', '' FROM callback WHERE tenant_id = '%s'"
                .formatted(tenant),
            "SELECT analytics_prepare('2026-11-22T12:00:00Z')",
            "INSERT INTO analytics_series (tenant_id, domain, app, stream, dimension, value) VALUES ('%s', 'd', 'live', 's', 'TOTAL', '')"
                .formatted(tenant),
            "INSERT INTO analytics_minute SELECT tenant_id, id, '2026-11-22T12:00:00Z', 1, 1, 1, 1, 0, 1 FROM analytics_series WHERE tenant_id = '%s'"
                .formatted(tenant),
            "INSERT INTO analytics_five SELECT tenant_id, id, '2026-11-22T12:00:00Z', 1, 1, 1, 1, 0, 1 FROM analytics_series WHERE tenant_id = '%s'"
                .formatted(tenant),
            "INSERT INTO analytics_hour SELECT tenant_id, id, '2026-11-22T12:00:00Z', 1, 1, 1, 1, 0, 1 FROM analytics_series WHERE tenant_id = '%s'"
                .formatted(tenant),
            "INSERT INTO analytics_day SELECT tenant_id, id, '2026-11-22T00:00:00Z', 1, 1, 1, 1, 0, 1 FROM analytics_series WHERE tenant_id = '%s'"
                .formatted(tenant),
            "SELECT usage_prepare('2026-11-22T12:00:00Z')",
            "INSERT INTO usage_series (tenant_id, domain, app, stream, rendition, meter, detail) VALUES ('%s', 'd', 'live', 's', '', 'EGRESS_BYTES', 'HLS')"
                .formatted(tenant),
            "INSERT INTO usage_ledger SELECT tenant_id, id, '2026-11-22T12:00:00Z', now(), 'COUNTED', 1 FROM usage_series WHERE tenant_id = '%s'"
                .formatted(tenant),
            "INSERT INTO usage_open SELECT tenant_id, id, '2100-01-01T00:00:00Z', 1 FROM usage_series WHERE tenant_id = '%s'"
                .formatted(tenant),
            "INSERT INTO usage_hour SELECT tenant_id, id, '2026-11-22T12:00:00Z', 1 FROM usage_series WHERE tenant_id = '%s'"
                .formatted(tenant),
            "INSERT INTO usage_day SELECT tenant_id, id, '2026-11-22', 1 FROM usage_series WHERE tenant_id = '%s'"
                .formatted(tenant),
            "INSERT INTO usage_intake VALUES ('%s', '2026-11-22', gen_random_uuid(), 1)"
                .formatted(tenant),
            "INSERT INTO billing_card VALUES ('c-%s', 'c', 'EUR', now(), '')".formatted(name),
            "INSERT INTO billing_account VALUES ('%s', 'UTC', '2026-01-01', now())"
                .formatted(tenant),
            "INSERT INTO billing_terms VALUES ('%s', '2026-01-01', 'c-%s', 'TRAFFIC', 0, 0, '', 0, now(), '')"
                .formatted(tenant, name),
            "INSERT INTO billing_address VALUES ('%s', 'n', '', '', '', now(), '')"
                .formatted(tenant),
            "INSERT INTO billing_budget VALUES ('%s', 1, NULL, 0, now(), '')".formatted(tenant),
            "INSERT INTO billing_reminder VALUES ('%s', gen_random_uuid(), 1, now())"
                .formatted(tenant),
            "INSERT INTO billing_posting (tenant_id, at, book, reason, amount_minor, currency, note, posted_by) VALUES ('%s', now(), 'OWED', 'INVOICE', 1, 'EUR', '', '')"
                .formatted(tenant),
            ("INSERT INTO invoice (tenant_id, id, kind, month, zone, state, number, currency, net_minor, tax_minor, total_minor, document, ledger_until, made_at)"
                    + " VALUES ('%s', gen_random_uuid(), 'INVOICE', '2026-10-01', 'UTC', 'FINAL', 'n-%s', 'EUR', 1, 0, 1, '{}', now(), now())")
                .formatted(tenant, name),
            "INSERT INTO tenant_quota VALUES ('%s', 'DOMAINS', 1, now(), '')".formatted(tenant),
            "INSERT INTO publish_session (tenant_id, id, domain, app, stream, node, boot, software, address, started_at) VALUES ('%s', gen_random_uuid(), 'd', 'live', 's', 'n', 'b', '', '', now())"
                .formatted(tenant),
            "INSERT INTO stream_block (tenant_id, domain_id, app, stream, note, created_by) VALUES (%s, 'live', 's', '', '')"
                .formatted(ids),
            "INSERT INTO viewer_revocation VALUES (%s, gen_random_uuid(), 'USER', '0a0b0c0d0e0f', 'u', now(), now(), '')"
                .formatted(ids),
            "INSERT INTO stream_label (tenant_id, domain_id, app, stream, key, value) VALUES (%s, 'live', 's', 'k', 'v')"
                .formatted(ids),
            "INSERT INTO api_request VALUES ('%s', 'k', 'r-%s', sha256('%s'), NULL, NULL, now())"
                .formatted(tenant, name, name),
            "INSERT INTO audit_chain VALUES ('%s', 1, sha256('%s'))".formatted(tenant, name),
            "INSERT INTO audit_entry VALUES ('%s', 1, now(), 'PERSON', '', '', '', '', '', 'SIGNED_IN', 'SESSION', '', '{}', '{}', sha256(''), sha256('%s'))"
                .formatted(tenant, name))) {
      statement.execute(sql);
    }
  }
}
