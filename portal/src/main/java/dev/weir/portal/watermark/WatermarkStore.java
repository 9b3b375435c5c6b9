package dev.weir.portal.watermark;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.Watermark;
import dev.weir.contract.ladder.WatermarkId;
import dev.weir.portal.domain.ladder.WatermarkDocument;
import dev.weir.portal.domain.settings.Revised;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of watermarks, and which domains use them, within transactions of the caller. */
public final class WatermarkStore {

  private static final String SELECT =
      "SELECT name, document, revision, changed_by FROM watermark WHERE tenant_id = $1 ";
  private static final String ALL = SELECT + "ORDER BY name COLLATE \"C\"";
  private static final String ONE = SELECT + "AND name = $2";
  private static final String INSERT =
      """
      INSERT INTO watermark (tenant_id, name, document, changed_at, changed_by)
      VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
      """;
  private static final String UPDATE =
      """
      UPDATE watermark SET document = $3, changed_at = $4, changed_by = $5, revision = revision + 1
      WHERE tenant_id = $1 AND name = $2
      """;
  private static final String DELETE = "DELETE FROM watermark WHERE tenant_id = $1 AND name = $2";
  private static final String USES =
      """
      SELECT DISTINCT rule.document ->> 'watermark' AS watermark, d.name AS domain
      FROM domain_push p
      JOIN domain d ON d.tenant_id = p.tenant_id AND d.id = p.domain_id
      CROSS JOIN jsonb_array_elements(p.ladders) AS rule(document)
      WHERE p.tenant_id = $1 AND rule.document ? 'watermark' ORDER BY d.name
      """;

  /** All of a tenant's, by name. */
  public List<Revised<Watermark>> all(TenantId tenant, SqlConnection connection) {
    List<Revised<Watermark>> all = new ArrayList<>();
    for (Row row : ask(connection, ALL, Tuple.of(tenant.value()))) {
      all.add(read(row));
    }
    return all;
  }

  Optional<Revised<Watermark>> find(TenantId tenant, SqlConnection connection, WatermarkId id) {
    for (Row row : ask(connection, ONE, key(tenant, id))) {
      return Optional.of(read(row));
    }
    return Optional.empty();
  }

  /** False when there is one of this name. */
  boolean insert(
      TenantId tenant, SqlConnection connection, Watermark watermark, String by, Instant at) {
    return ask(connection, INSERT, values(tenant, watermark, by, at)).rowCount() == 1;
  }

  void update(
      TenantId tenant, SqlConnection connection, Watermark watermark, String by, Instant at) {
    ask(connection, UPDATE, values(tenant, watermark, by, at));
  }

  void delete(TenantId tenant, SqlConnection connection, WatermarkId id) {
    ask(connection, DELETE, key(tenant, id));
  }

  /** Which push domains name which watermark, by name. */
  Map<WatermarkId, List<DomainName>> uses(TenantId tenant, SqlConnection connection) {
    Map<WatermarkId, List<DomainName>> uses = new HashMap<>();
    for (Row row : ask(connection, USES, Tuple.of(tenant.value()))) {
      uses.computeIfAbsent(new WatermarkId(row.getString("watermark")), id -> new ArrayList<>())
          .add(new DomainName(row.getString("domain")));
    }
    return uses;
  }

  private static Revised<Watermark> read(Row row) {
    return new Revised<>(
        WatermarkDocument.read(
            new WatermarkId(row.getString("name")), row.getJsonObject("document")),
        row.getLong("revision"),
        row.getString("changed_by"));
  }

  private static Tuple key(TenantId tenant, WatermarkId id) {
    return Tuple.of(tenant.value(), id.value());
  }

  private static Tuple values(TenantId tenant, Watermark watermark, String by, Instant at) {
    return key(tenant, watermark.id())
        .addJsonObject(WatermarkDocument.of(watermark))
        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC))
        .addString(by);
  }

  private static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }
}
