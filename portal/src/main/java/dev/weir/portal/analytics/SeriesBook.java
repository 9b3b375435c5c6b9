package dev.weir.portal.analytics;

import dev.weir.contract.analytics.AnalyticsLine;
import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.identity.TenantId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * The numbers of what is told apart, so that each row says it in eight bytes. Remembers those of
 * late. One thread at a time.
 */
final class SeriesBook {

  /** Series that are remembered, some 400 bytes each. */
  static final int MAX_REMEMBERED = 50_000;

  /**
   * Series of a tenant: beyond, nothing new is told apart until old ones are forgotten. Peers can
   * make up referers and names of streams, and this is the end of it.
   */
  static final int MAX_OF_TENANT = 100_000;

  private static final String KEYS =
      "unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])";

  /** A tenant that is gone gets none, nor one that has too many. */
  private static final String ADD =
      "INSERT INTO analytics_series (tenant_id, domain, app, stream, dimension, value) SELECT k.* FROM "
          + KEYS
          + """
           AS k (tenant_id, domain, app, stream, dimension, value)
          JOIN tenant t ON t.id = k.tenant_id
          WHERE k.dimension = 'TOTAL' AND k.domain = '' OR (
            SELECT count(*) FROM analytics_series s WHERE s.tenant_id = k.tenant_id) < $7
          ORDER BY k.tenant_id, k.domain, k.app, k.stream, k.dimension, k.value
          ON CONFLICT DO NOTHING
          """;

  private static final String FIND =
      "SELECT k.place, s.id FROM "
          + KEYS
          + """
           WITH ORDINALITY AS k (tenant_id, domain, app, stream, dimension, value, place)
          JOIN analytics_series s USING (tenant_id, domain, app, stream, dimension, value)
          """;

  private final Map<Key, Long> remembered =
      new LinkedHashMap<>(16, 0.75F, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** What is told apart. */
  record Key(TenantId tenant, Place place, Dimension dimension, String value) {

    static Key of(AnalyticsLine line) {
      return new Key(line.tenant(), line.place(), line.dimension(), line.value());
    }
  }

  /** The series of these; those of tenants that are gone are not there. */
  Map<Key, Long> ids(SqlConnection connection, Collection<Key> keys) {
    Map<Key, Long> ids = new HashMap<>();
    keys.forEach(key -> {
      Long id = remembered.get(key);
      if (id != null) {
        ids.put(key, id);
      }
    });
    List<Key> unknown = keys.stream().filter(key -> !ids.containsKey(key)).distinct().toList();
    if (!unknown.isEmpty()) {
      Map<Key, Long> found = find(connection, unknown);
      if (found.size() < unknown.size()) {
        Tuple values = columns(unknown).addInteger(MAX_OF_TENANT);
        connection.preparedQuery(ADD).execute(values).await();
        found = find(connection, unknown);
      }
      ids.putAll(found);
    }
    return ids;
  }

  /** Remembers what a transaction found, once it holds. */
  void learn(Map<Key, Long> found) {
    remembered.putAll(found);
  }

  /** Some may be gone. */
  void forget() {
    remembered.clear();
  }

  private static Map<Key, Long> find(SqlConnection connection, List<Key> keys) {
    Map<Key, Long> found = new HashMap<>();
    for (Row row : connection.preparedQuery(FIND).execute(columns(keys)).await()) {
      found.put(keys.get(Math.toIntExact(row.getLong("place")) - 1), row.getLong("id"));
    }
    return found;
  }

  private static Tuple columns(List<Key> keys) {
    return Tuple.tuple()
        .addArrayOfUUID(keys.stream().map(key -> key.tenant().value()).toArray(UUID[]::new))
        .addArrayOfString(texts(keys, key -> key.place().domain()))
        .addArrayOfString(texts(keys, key -> key.place().app()))
        .addArrayOfString(texts(keys, key -> key.place().stream()))
        .addArrayOfString(texts(keys, key -> key.dimension().name()))
        .addArrayOfString(texts(keys, Key::value));
  }

  private static String[] texts(List<Key> keys, Function<Key, String> text) {
    return keys.stream().map(text).toArray(String[]::new);
  }
}
