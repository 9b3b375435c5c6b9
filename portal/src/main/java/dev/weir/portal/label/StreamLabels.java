package dev.weir.portal.label;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.domain.OwnStreams;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a tenant says about its streams. For virtual threads. */
public final class StreamLabels {

  private static final String ALL =
      """
      SELECT d.name AS domain, l.app, l.stream, l.key, l.value
      FROM stream_label l JOIN domain d ON d.tenant_id = l.tenant_id AND d.id = l.domain_id
      WHERE l.tenant_id = $1
      """;
  private static final String OF_STREAM =
      """
      SELECT l.key, l.value
      FROM stream_label l JOIN domain d ON d.tenant_id = l.tenant_id AND d.id = l.domain_id
      WHERE l.tenant_id = $1 AND d.name = $2 AND l.app = $3 AND l.stream = $4
      """;
  private static final String CLEAR =
      """
      DELETE FROM stream_label WHERE tenant_id = $1 AND app = $3 AND stream = $4
        AND domain_id = (SELECT id FROM domain WHERE tenant_id = $1 AND name = $2)
      """;
  private static final String INSERT =
      """
      INSERT INTO stream_label (tenant_id, domain_id, app, stream, key, value)
      SELECT $1, id, $3, $4, $5, $6 FROM domain WHERE tenant_id = $1 AND name = $2
      """;

  private final Database database;
  private final OwnStreams own;
  private final AuditLog audit;

  /** Labels in this database. */
  public StreamLabels(Database database, OwnStreams own, AuditLog audit) {
    this.database = database;
    this.own = own;
    this.audit = audit;
  }

  /** The labels of one stream. */
  public Labels of(Actor actor, StreamAddress address) {
    actor.require(Permission.STREAMS_READ);
    own.require(actor, address);
    return database.inTenant(actor.tenant(), connection -> read(connection, address));
  }

  /** The labels of all streams that have some. */
  public Map<StreamAddress, Labels> all(Actor actor) {
    actor.require(Permission.STREAMS_READ);
    TenantId tenant = actor.tenant();
    Map<StreamAddress, TreeMap<String, String>> found = new HashMap<>();
    database.inTenant(
        tenant,
        connection -> {
          for (Row row : connection.preparedQuery(ALL).execute(Tuple.of(tenant.value())).await()) {
            found
                .computeIfAbsent(address(tenant, row), _ -> new TreeMap<>())
                .put(row.getString("key"), row.getString("value"));
          }
          return found;
        });
    Map<StreamAddress, Labels> labels = new HashMap<>();
    found.forEach((address, values) -> labels.put(address, new Labels(values)));
    return labels;
  }

  /** Replaces the labels of a stream; throws {@code WeirFault NOT_FOUND} for a stream of others. */
  public void set(Actor actor, StreamAddress address, Labels labels) {
    actor.require(Permission.STREAMS_OPERATE);
    own.require(actor, address);
    database.inTenant(
        actor.tenant(),
        connection -> {
          Labels before = read(connection, address);
          if (before.equals(labels)) {
            return labels;
          }
          connection.preparedQuery(CLEAR).execute(key(address)).await();
          labels
              .values()
              .forEach((name, value) ->
                  connection
                      .preparedQuery(INSERT)
                      .execute(key(address).addString(name).addString(value))
                      .await());
          audit.record(
              connection,
              actor,
              AuditEntry.of(AuditAction.STREAM_LABELLED, OwnStreams.title(address))
                  .before(facts(before))
                  .after(facts(labels)));
          return labels;
        });
  }

  private static Labels read(SqlConnection connection, StreamAddress address) {
    TreeMap<String, String> values = new TreeMap<>();
    for (Row row : connection.preparedQuery(OF_STREAM).execute(key(address)).await()) {
      values.put(row.getString("key"), row.getString("value"));
    }
    return new Labels(values);
  }

  private static AuditFacts facts(Labels labels) {
    return AuditFacts.none().with("labels", labels.text().lines().toList());
  }

  private static Tuple key(StreamAddress address) {
    return Tuple.of(
        address.tenant().value(),
        address.pushDomain().value(),
        address.app().value(),
        address.stream().value());
  }

  private static StreamAddress address(TenantId tenant, Row row) {
    return new StreamAddress(
        tenant,
        new DomainName(row.getString("domain")),
        new AppName(row.getString("app")),
        new StreamName(row.getString("stream")));
  }
}
