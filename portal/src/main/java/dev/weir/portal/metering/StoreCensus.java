package dev.weir.portal.metering;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.ShiftPlace;
import dev.weir.runtime.storage.SnapshotName;
import dev.weir.runtime.storage.StoredObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what lies in the operator's store that no table tells of: of each stream what time shift
 * keeps, and snapshots. The store alone knows, whichever nodes have put it there or deleted it, so
 * the store is asked, once before each hour ends. What was counted stands until it is counted anew,
 * also where the store does not answer. For virtual threads; of several callers one counts.
 */
public final class StoreCensus {

  /** How long before an hour ends it is counted for. */
  static final Duration LEAD = Duration.ofMinutes(15);

  /** Most streams of a tenant that are told apart in one round. */
  static final int MAX_STREAMS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(StoreCensus.class);

  private static final String CLAIM =
      "UPDATE usage_clock SET census_until = $1 WHERE census_until < $1";
  private static final String TENANTS = "SELECT id FROM tenant ORDER BY id";
  private static final String FORGET = "DELETE FROM stored_count WHERE tenant_id = $1";

  /** A tenant that is gone has nothing. */
  private static final String NOTE =
      """
      INSERT INTO stored_count (tenant_id, detail, domain, app, stream, bytes, counted_at)
      SELECT t.id, k.detail, k.domain, k.app, k.stream, k.bytes, $2
      FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
        AS k (detail, domain, app, stream, bytes), tenant t
      WHERE t.id = $1
      """;

  private final ObjectStore store;
  private final Database database;
  private final TimeSource time;

  /** Counts what is in {@code store}. */
  public StoreCensus(ObjectStore store, Database database, TimeSource time) {
    this.store = store;
    this.database = database;
    this.time = time;
  }

  /** Counts for the hour that ends soon, unless somebody does already; how many tenants. */
  public int round() {
    Instant now = time.now();
    Instant end = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    if (now.isBefore(end.minus(LEAD)) || !claim(end)) {
      return 0;
    }
    int counted = 0;
    for (TenantId tenant : tenants()) {
      try {
        note(tenant, count(tenant));
        counted++;
      } catch (WeirFault away) {
        LOG.warn("event=metering.store-not-counted tenant={} cause=\"{}\"", tenant, away.detail());
      }
    }
    return counted;
  }

  private boolean claim(Instant end) {
    Tuple values = Tuple.of(IntakeStore.utc(end));
    return database.inPlatform(
        connection -> connection.preparedQuery(CLAIM).execute(values).await().rowCount() == 1);
  }

  private List<TenantId> tenants() {
    return database.inPlatform(connection -> {
      List<TenantId> tenants = new ArrayList<>();
      connection
          .query(TENANTS)
          .execute()
          .await()
          .forEach(row -> tenants.add(new TenantId(row.getUUID("id"))));
      return tenants;
    });
  }

  private Map<StoredPlace, Long> count(TenantId tenant) {
    Map<StoredPlace, Long> bytes = new HashMap<>();
    count(tenant, ShiftPlace.ROOT, StoredPlace::slice, bytes);
    count(tenant, SnapshotName.LATEST, StoredPlace::latest, bytes);
    count(tenant, SnapshotName.KEPT, StoredPlace::kept, bytes);
    return bytes;
  }

  private void count(
      TenantId tenant,
      String prefix,
      Function<String, StoredPlace> place,
      Map<StoredPlace, Long> bytes) {
    String after = "";
    List<StoredObject> listed;
    do {
      listed = store.list(tenant, prefix, after, ObjectStore.MAX_LISTED);
      for (StoredObject object : listed) {
        after = object.name().path();
        StoredPlace own = place.apply(after);
        boolean room = bytes.size() < MAX_STREAMS || bytes.containsKey(own);
        bytes.merge(room ? own : own.together(), object.bytes(), Long::sum);
      }
    } while (listed.size() == ObjectStore.MAX_LISTED);
  }

  private void note(TenantId tenant, Map<StoredPlace, Long> bytes) {
    OffsetDateTime now = IntakeStore.utc(time.now());
    List<StoredPlace> places =
        bytes.keySet().stream().filter(place -> bytes.getOrDefault(place, 0L) > 0).toList();
    Tuple values =
        Tuple.of(tenant.value(), now)
            .addArrayOfString(texts(places, place -> place.detail().name()))
            .addArrayOfString(texts(places, StoredPlace::domain))
            .addArrayOfString(texts(places, StoredPlace::app))
            .addArrayOfString(texts(places, StoredPlace::stream))
            .addArrayOfLong(places.stream().map(bytes::get).toArray(Long[]::new));
    database.inPlatform(connection -> replace(connection, tenant, values));
  }

  private static int replace(SqlConnection connection, TenantId tenant, Tuple values) {
    connection.preparedQuery(FORGET).execute(Tuple.of(tenant.value())).await();
    return connection.preparedQuery(NOTE).execute(values).await().rowCount();
  }

  private static String[] texts(List<StoredPlace> places, Function<StoredPlace, String> text) {
    return places.stream().map(text).toArray(String[]::new);
  }
}
