package dev.weir.portal.label;

import dev.weir.contract.identity.TenantId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the streams of a tenant are called under one key, by the names that usage knows them by:
 * those of their play domains too. Labels are taken as they are now, also for what was used before
 * they were given.
 *
 * @param values by stream
 */
public record StreamValues(Map<Stream, String> values) {

  /** Keys that can be chosen from. */
  public static final int MAX_KEYS = 50;

  private static final String KEYS =
      """
      SELECT DISTINCT key FROM stream_label WHERE tenant_id = $1 ORDER BY key LIMIT $2
      """;
  private static final String VALUES =
      """
      SELECT d.name AS domain, l.app, l.stream, l.value
      FROM stream_label l JOIN domain d ON d.tenant_id = l.tenant_id AND d.id = l.domain_id
      WHERE l.tenant_id = $1 AND l.key = $2
      UNION ALL
      SELECT d.name, l.app, l.stream, l.value
      FROM stream_label l
        JOIN domain_play p ON p.tenant_id = l.tenant_id AND p.push_domain_id = l.domain_id
        JOIN domain d ON d.tenant_id = p.tenant_id AND d.id = p.domain_id
      WHERE l.tenant_id = $1 AND l.key = $2
      """;

  /** Copies the map. */
  public StreamValues {
    values = Map.copyOf(values);
  }

  /** A stream as usage names it. */
  public record Stream(String domain, String app, String stream) {}

  /** The value of a stream; empty where it has no such label. */
  public String of(String domain, String app, String stream) {
    return values.getOrDefault(new Stream(domain, app, stream), "");
  }

  /** The keys that a tenant uses, in the order of the alphabet. Within the caller's transaction. */
  public static List<String> keys(SqlConnection connection, TenantId tenant) {
    List<String> keys = new ArrayList<>();
    Tuple values = Tuple.of(tenant.value(), MAX_KEYS);
    for (Row row : connection.preparedQuery(KEYS).execute(values).await()) {
      keys.add(row.getString("key"));
    }
    return keys;
  }

  /** The values under a key. Within the caller's transaction. */
  public static StreamValues read(SqlConnection connection, TenantId tenant, String key) {
    Map<Stream, String> found = new HashMap<>();
    Tuple values = Tuple.of(tenant.value(), key);
    for (Row row : connection.preparedQuery(VALUES).execute(values).await()) {
      found.put(
          new Stream(row.getString("domain"), row.getString("app"), row.getString("stream")),
          row.getString("value"));
    }
    return new StreamValues(found);
  }
}
