package dev.weir.portal.domain.certificate;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.domain.DomainId;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of certificates, within transactions of the caller. Private keys are sealed here. */
final class CertificateStore {

  private static final String ALL =
      """
      SELECT d.name, c.version, c.subject, c.names, c.issuer, c.not_before, c.not_after,
        c.fingerprint, c.key_kind, c.certificates, c.stored_at, c.stored_by
      FROM domain_certificate c
      JOIN domain d ON d.tenant_id = c.tenant_id AND d.id = c.domain_id WHERE c.tenant_id = $1
      """;
  private static final String FIND = ALL + "AND c.domain_id = $2";
  private static final String LIST = ALL + "ORDER BY c.not_after, d.name";
  private static final String ENDING =
      ALL
          + """
          AND c.not_after <= $2 AND d.state IN ('ONLINE', 'CONFIGURING')
          ORDER BY c.not_after, d.name LIMIT $3
          """;
  private static final String VALID =
      """
      SELECT count(*) FROM domain_certificate c
      JOIN domain d ON d.tenant_id = c.tenant_id AND d.id = c.domain_id
      WHERE c.tenant_id = $1 AND d.name = $2 AND c.not_before <= $3 AND c.not_after > $3
      """;
  private static final String PUT =
      """
      INSERT INTO domain_certificate (tenant_id, domain_id, chain, sealed_key, subject, names,
        issuer, not_before, not_after, fingerprint, key_kind, certificates, stored_at, stored_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
      ON CONFLICT (tenant_id, domain_id) DO UPDATE SET version = nextval('domain_version'),
        chain = excluded.chain, sealed_key = excluded.sealed_key, subject = excluded.subject,
        names = excluded.names, issuer = excluded.issuer, not_before = excluded.not_before,
        not_after = excluded.not_after, fingerprint = excluded.fingerprint,
        key_kind = excluded.key_kind, certificates = excluded.certificates,
        stored_at = excluded.stored_at, stored_by = excluded.stored_by, announced_days = DEFAULT
      """;
  private static final String DELETE =
      "DELETE FROM domain_certificate WHERE tenant_id = $1 AND domain_id = $2";
  private static final String TRANSPORT =
      """
      SELECT force_https, hsts_max_age_s, revision, updated_by
      FROM domain_play WHERE tenant_id = $1 AND domain_id = $2
      """;
  private static final String SAVE_TRANSPORT =
      """
      UPDATE domain_play SET force_https = $5, hsts_max_age_s = $6, revision = revision + 1,
        updated_by = $4
      WHERE tenant_id = $1 AND domain_id = $2 AND revision = $3
      """;

  private final SealedBox box;

  CertificateStore(SealedBox box) {
    this.box = box;
  }

  /** What a sealed key is bound to: moved to another domain, it does not open. */
  static String context(DomainId domain) {
    return "tls-key/" + domain.value();
  }

  Optional<Certificate> find(TenantId tenant, SqlConnection connection, DomainId domain) {
    for (Row row : ask(connection, FIND, key(tenant, domain))) {
      return Optional.of(certificate(row));
    }
    return Optional.empty();
  }

  /** All of a tenant, those that end first in front. */
  List<Certificates.Held> list(TenantId tenant, SqlConnection connection) {
    return held(ask(connection, LIST, Tuple.of(tenant.value())));
  }

  /** Those of domains in use that have ended at a moment, the first of them. */
  List<Certificates.Held> ending(TenantId tenant, SqlConnection connection, Instant at, int most) {
    Tuple values = Tuple.of(tenant.value(), at.atOffset(ZoneOffset.UTC), most);
    return held(ask(connection, ENDING, values));
  }

  /** Whether a domain has one whose time has begun and is not over. */
  boolean valid(TenantId tenant, SqlConnection connection, DomainName name, Instant now) {
    Tuple values = Tuple.of(tenant.value(), name.value(), now.atOffset(ZoneOffset.UTC));
    return ask(connection, VALID, values).iterator().next().getLong(0) > 0;
  }

  private static List<Certificates.Held> held(RowSet<Row> rows) {
    List<Certificates.Held> held = new ArrayList<>();
    for (Row row : rows) {
      held.add(new Certificates.Held(new DomainName(row.getString("name")), certificate(row)));
    }
    return held;
  }

  private static Certificate certificate(Row row) {
    return new Certificate(
        row.getLong("version"),
        row.getString("subject"),
        List.of(row.getArrayOfStrings("names")),
        row.getString("issuer"),
        row.getOffsetDateTime("not_before").toInstant(),
        row.getOffsetDateTime("not_after").toInstant(),
        row.getString("fingerprint"),
        row.getString("key_kind"),
        row.getInteger("certificates"),
        row.getOffsetDateTime("stored_at").toInstant(),
        row.getString("stored_by"));
  }

  void put(
      TenantId tenant,
      SqlConnection connection,
      DomainId domain,
      PemPair pem,
      Certificate described) {
    ask(
        connection,
        PUT,
        key(tenant, domain)
            .addString(pem.chain())
            .addString(box.seal(pem.key(), context(domain)))
            .addString(described.subject())
            .addArrayOfString(described.names().toArray(String[]::new))
            .addString(described.issuer())
            .addOffsetDateTime(described.from().atOffset(ZoneOffset.UTC))
            .addOffsetDateTime(described.until().atOffset(ZoneOffset.UTC))
            .addString(described.fingerprint())
            .addString(described.keyKind())
            .addInteger(described.certificates())
            .addOffsetDateTime(described.storedAt().atOffset(ZoneOffset.UTC))
            .addString(described.storedBy()));
  }

  boolean delete(TenantId tenant, SqlConnection connection, DomainId domain) {
    return ask(connection, DELETE, key(tenant, domain)).rowCount() == 1;
  }

  TransportSettings transport(TenantId tenant, SqlConnection connection, DomainId domain) {
    for (Row row : ask(connection, TRANSPORT, key(tenant, domain))) {
      return new TransportSettings(
          row.getBoolean("force_https"),
          (int) Duration.ofSeconds(row.getInteger("hsts_max_age_s")).toDays(),
          row.getLong("revision"),
          row.getString("updated_by"));
    }
    throw new WeirFault(FaultCode.NOT_FOUND, "serves no viewers");
  }

  /** False when somebody else was quicker. */
  boolean saveTransport(
      TenantId tenant, SqlConnection connection, DomainId domain, TransportSettings by) {
    Tuple values =
        key(tenant, domain)
            .addLong(by.revision())
            .addString(by.updatedBy())
            .addBoolean(by.forceHttps())
            .addInteger((int) Duration.ofDays(by.hstsDays()).toSeconds());
    return ask(connection, SAVE_TRANSPORT, values).rowCount() == 1;
  }

  private static Tuple key(TenantId tenant, DomainId domain) {
    return Tuple.of(tenant.value(), domain.value());
  }

  private static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }
}
