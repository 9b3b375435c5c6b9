package dev.weir.portal.alarm.watch;

import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which streams of all tenants ended within the last day, and whether in order, by the history. One
 * caller at a time, on a virtual thread.
 */
final class EndedStreams {

  /** For so long a stream that ended is missed. */
  static final Duration MISSED = Duration.ofHours(24);

  /** Streams that are remembered; of more, the ones that end next are not missed. */
  static final int MAX_STREAMS = 50_000;

  /** Facts come late by less than this. */
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(EndedStreams.class);
  private static final Set<PublishEnd> IN_ORDER =
      EnumSet.of(
          PublishEnd.FINISHED,
          PublishEnd.TAKEN_OVER,
          PublishEnd.ENDED_BY_TENANT,
          PublishEnd.BLOCKED);
  private static final String ENDED =
      """
      SELECT tenant_id, domain, app, stream, ended_at, reason FROM publish_session
      WHERE ended_at >= $1 ORDER BY ended_at LIMIT $2
      """;

  private final Database database;
  private final Map<TenantId, Map<StreamAddress, End>> ends = new HashMap<>();

  private Instant readUntil = Instant.MIN;
  private int streams;

  EndedStreams(Database database) {
    this.database = database;
  }

  /**
   * The last end of a stream.
   *
   * @param inOrder whether somebody wanted it
   */
  record End(Instant at, boolean inOrder) {}

  /** Reads what has happened since it was last asked. */
  void read(Instant now) {
    Instant oldest = now.minus(MISSED);
    Instant from =
        readUntil.equals(Instant.MIN) || readUntil.isBefore(oldest)
            ? oldest
            : readUntil.minus(OVERLAP);
    database.inPlatform(connection -> {
      Tuple values = Tuple.of(from.atOffset(ZoneOffset.UTC), MAX_STREAMS);
      for (Row row : connection.preparedQuery(ENDED).execute(values).await()) {
        enter(row);
      }
      return now;
    });
    readUntil = now;
    forget(oldest);
  }

  /** Those of a tenant. */
  Map<StreamAddress, End> of(TenantId tenant) {
    return ends.getOrDefault(tenant, Map.of());
  }

  private void enter(Row row) {
    TenantId tenant = new TenantId(row.getUUID("tenant_id"));
    Optional<StreamAddress> address = address(tenant, row);
    if (address.isEmpty()) {
      return;
    }
    Map<StreamAddress, End> own = ends.computeIfAbsent(tenant, _ -> new HashMap<>());
    if (streams >= MAX_STREAMS && !own.containsKey(address.get())) {
      return;
    }
    Instant at = row.getOffsetDateTime("ended_at").toInstant();
    boolean inOrder =
        Arrays.stream(PublishEnd.values())
            .filter(end -> end.name().equals(row.getString("reason")))
            .anyMatch(IN_ORDER::contains);
    @Nullable End before = own.put(address.get(), new End(at, inOrder));
    if (before == null) {
      streams++;
    } else if (before.at().isAfter(at)) {
      own.put(address.get(), before);
    }
  }

  private void forget(Instant oldest) {
    ends.values().forEach(own -> own.values().removeIf(end -> end.at().isBefore(oldest)));
    ends.values().removeIf(Map::isEmpty);
    streams = ends.values().stream().mapToInt(Map::size).sum();
    if (streams >= MAX_STREAMS) {
      LOG.warn("event=alarm.streams-not-missed most={}", MAX_STREAMS);
    }
  }

  private static Optional<StreamAddress> address(TenantId tenant, Row row) {
    try {
      return Optional.of(
          new StreamAddress(
              tenant,
              new DomainName(row.getString("domain")),
              new AppName(row.getString("app")),
              new StreamName(row.getString("stream"))));
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }
}
