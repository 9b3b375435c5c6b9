package dev.weir.portal.template;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.portal.domain.ladder.TemplateDocument;
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

/** The rows of templates, and which domains use them, within transactions of the caller. */
final class TemplateStore {

  private static final String SELECT =
      "SELECT name, document, revision, changed_by FROM template WHERE tenant_id = $1 ";
  private static final String ALL = SELECT + "ORDER BY name COLLATE \"C\"";
  private static final String ONE = SELECT + "AND name = $2";
  private static final String INSERT =
      """
      INSERT INTO template (tenant_id, name, document, changed_at, changed_by)
      VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
      """;
  private static final String UPDATE =
      """
      UPDATE template SET document = $3, changed_at = $4, changed_by = $5, revision = revision + 1
      WHERE tenant_id = $1 AND name = $2
      """;
  private static final String DELETE = "DELETE FROM template WHERE tenant_id = $1 AND name = $2";
  private static final String USES =
      """
      SELECT DISTINCT used.name AS template, d.name AS domain
      FROM domain_push p
      JOIN domain d ON d.tenant_id = p.tenant_id AND d.id = p.domain_id
      CROSS JOIN jsonb_array_elements(p.ladders) AS rule(document)
      CROSS JOIN jsonb_array_elements_text(rule.document -> 'templates') AS used(name)
      WHERE p.tenant_id = $1 ORDER BY d.name
      """;

  List<Revised<Template>> all(TenantId tenant, SqlConnection connection) {
    List<Revised<Template>> all = new ArrayList<>();
    for (Row row : ask(connection, ALL, Tuple.of(tenant.value()))) {
      all.add(read(row));
    }
    return all;
  }

  Optional<Revised<Template>> find(TenantId tenant, SqlConnection connection, TemplateId id) {
    return first(ask(connection, ONE, key(tenant, id)));
  }

  /** False when there is one of this name. */
  boolean insert(
      TenantId tenant, SqlConnection connection, Template template, String by, Instant at) {
    return ask(connection, INSERT, values(tenant, template, by, at)).rowCount() == 1;
  }

  void update(TenantId tenant, SqlConnection connection, Template template, String by, Instant at) {
    ask(connection, UPDATE, values(tenant, template, by, at));
  }

  void delete(TenantId tenant, SqlConnection connection, TemplateId id) {
    ask(connection, DELETE, key(tenant, id));
  }

  /** Which push domains name which template, by name. */
  Map<TemplateId, List<DomainName>> uses(TenantId tenant, SqlConnection connection) {
    Map<TemplateId, List<DomainName>> uses = new HashMap<>();
    for (Row row : ask(connection, USES, Tuple.of(tenant.value()))) {
      uses.computeIfAbsent(new TemplateId(row.getString("template")), id -> new ArrayList<>())
          .add(new DomainName(row.getString("domain")));
    }
    return uses;
  }

  private static Optional<Revised<Template>> first(RowSet<Row> rows) {
    for (Row row : rows) {
      return Optional.of(read(row));
    }
    return Optional.empty();
  }

  private static Revised<Template> read(Row row) {
    TemplateId id = new TemplateId(row.getString("name"));
    return new Revised<>(
        TemplateDocument.read(id, row.getJsonObject("document")),
        row.getLong("revision"),
        row.getString("changed_by"));
  }

  private static Tuple key(TenantId tenant, TemplateId id) {
    return Tuple.of(tenant.value(), id.value());
  }

  private static Tuple values(TenantId tenant, Template template, String by, Instant at) {
    return key(tenant, template.id())
        .addJsonObject(TemplateDocument.of(template))
        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC))
        .addString(by);
  }

  private static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }
}
