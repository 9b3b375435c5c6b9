package dev.weir.portal.domain.certificate;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainCertificate;
import dev.weir.portal.domain.DomainId;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of all domains that are served, with their private keys: for publishing alone.
 * For virtual threads.
 */
public final class ServedCertificates {

  private static final String SERVED =
      """
      FROM domain_certificate c
      JOIN domain d ON d.tenant_id = c.tenant_id AND d.id = c.domain_id WHERE d.state = 'ONLINE'
      """;
  private static final String ALL =
      "SELECT d.id, d.name, c.version, c.chain, c.sealed_key " + SERVED;
  private static final String ONE = ALL + "AND d.name = $1";
  private static final String STAMP =
      "SELECT coalesce(md5(string_agg(d.name || ' ' || c.version, ',' ORDER BY d.name)), '') "
          + SERVED;

  private static final Logger LOG = LoggerFactory.getLogger(ServedCertificates.class);

  private final Database database;
  private final SealedBox box;

  /** Those in this database, with keys sealed in this box. */
  public ServedCertificates(Database database, SealedBox box) {
    this.database = database;
    this.box = box;
  }

  /** All of them. */
  public List<DomainCertificate> all() {
    return database.inPlatform(connection -> certificates(connection, ALL, Tuple.tuple()));
  }

  /** That of a name. */
  public Optional<DomainCertificate> of(DomainName name) {
    return database.inPlatform(
        connection -> certificates(connection, ONE, Tuple.of(name.value())).stream().findFirst());
  }

  /** Differs whenever {@link #all} does. */
  public String stamp() {
    return database.inPlatform(connection ->
        connection.preparedQuery(STAMP).execute().await().iterator().next().getString(0));
  }

  /** One whose key does not open is nobody's loss but its own. */
  private List<DomainCertificate> certificates(SqlConnection connection, String sql, Tuple values) {
    List<DomainCertificate> certificates = new ArrayList<>();
    for (Row row : connection.preparedQuery(sql).execute(values).await()) {
      DomainName name = new DomainName(row.getString("name"));
      try {
        String context = CertificateStore.context(new DomainId(row.getUUID("id")));
        certificates.add(
            new DomainCertificate(
                name,
                row.getLong("version"),
                row.getString("chain"),
                box.open(row.getString("sealed_key"), context)));
      } catch (SealedBox.UnopenedException closed) {
        LOG.warn(
            "event=portal.certificate.unopened domain={} cause=\"{}\"", name, closed.getMessage());
      }
    }
    return certificates;
  }
}
