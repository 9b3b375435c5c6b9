package dev.weir.portal.metering;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.MeteredStream;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The numbers of what is counted apart, so that each row of the ledger says it in eight bytes.
 * Remembers those of late. What it remembers of a tenant that is gone does no harm: rows are joined
 * with the series that there are. One thread at a time.
 */
final class SeriesBook {

  /** Series that are remembered, some 300 bytes each. */
  static final int MAX_REMEMBERED = 100_000;

  private static final String KEYS =
      """
      unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
      """;

  /** A tenant that is gone gets none. */
  private static final String ADD =
      "INSERT INTO usage_series (tenant_id, domain, app, stream, rendition, meter, detail) SELECT k.* FROM "
          + KEYS
          + """
          AS k (tenant_id, domain, app, stream, rendition, meter, detail)
          JOIN tenant t ON t.id = k.tenant_id
          ON CONFLICT DO NOTHING
          """;

  private static final String FIND =
      "SELECT k.place, s.id FROM "
          + KEYS
          + """
          WITH ORDINALITY AS k (tenant_id, domain, app, stream, rendition, meter, detail, place)
          JOIN usage_series s USING (tenant_id, domain, app, stream, rendition, meter, detail)
          """;

  private final Map<MeterKey, Long> remembered =
      new LinkedHashMap<>(16, 0.75F, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MeterKey, Long> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** The series of these keys; those of tenants that are gone are not there. */
  Map<MeterKey, Long> ids(SqlConnection connection, Set<MeterKey> keys) {
    Map<MeterKey, Long> ids = new HashMap<>();
    keys.forEach(key -> {
      Long id = remembered.get(key);
      if (id != null) {
        ids.put(key, id);
      }
    });
    List<MeterKey> unknown = keys.stream().filter(key -> !ids.containsKey(key)).toList();
    if (!unknown.isEmpty()) {
      Map<MeterKey, Long> found = find(connection, unknown);
      if (found.size() < unknown.size()) {
        connection.preparedQuery(ADD).execute(columns(unknown)).await();
        found = find(connection, unknown);
      }
      ids.putAll(found);
    }
    return ids;
  }

  /** Remembers what a transaction found, once it holds: undone, its series would not be there. */
  void learn(Map<MeterKey, Long> found) {
    remembered.putAll(found);
  }

  private static Map<MeterKey, Long> find(SqlConnection connection, List<MeterKey> keys) {
    Map<MeterKey, Long> found = new HashMap<>();
    for (Row row : connection.preparedQuery(FIND).execute(columns(keys)).await()) {
      found.put(keys.get(Math.toIntExact(row.getLong("place")) - 1), row.getLong("id"));
    }
    return found;
  }

  private static Tuple columns(List<MeterKey> keys) {
    return Tuple.tuple()
        .addArrayOfUUID(keys.stream().map(key -> key.tenant().value()).toArray(UUID[]::new))
        .addArrayOfString(texts(keys, of(MeteredStream::domain, DomainName::value)))
        .addArrayOfString(texts(keys, of(MeteredStream::app, AppName::value)))
        .addArrayOfString(texts(keys, of(MeteredStream::stream, StreamName::value)))
        .addArrayOfString(
            texts(
                keys,
                key ->
                    key.stream()
                        .flatMap(MeteredStream::rendition)
                        .map(TemplateId::value)
                        .orElse("")))
        .addArrayOfString(texts(keys, key -> key.meter().name()))
        .addArrayOfString(texts(keys, key -> key.detail().name()));
  }

  private static <N> Function<MeterKey, String> of(
      Function<MeteredStream, N> part, Function<N, String> text) {
    return key -> key.stream().map(part).map(text).orElse("");
  }

  private static String[] texts(List<MeterKey> keys, Function<MeterKey, String> text) {
    return keys.stream().map(text).toArray(String[]::new);
  }
}
