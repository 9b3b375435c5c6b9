package dev.weir.portal.library.log;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingId;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.contract.storage.Cooling;
import dev.weir.contract.storage.StorageClass;
import dev.weir.contract.storage.StoreId;
import dev.weir.portal.callback.event.CallbackEvent.Recording;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.domain.keeping.KeptRule;
import dev.weir.portal.domain.keeping.RuleKind;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what nodes tell of recordings. Facts may come twice and in any order: of each file
 * the latest counts. For virtual threads.
 */
public final class RecordingLog {

  /** What the cause of a recording says whose node was lost. */
  public static final String NODE_LOST = "NODE_LOST";

  /** How long what failed is told of. */
  static final Duration FAILED_KEPT = Duration.ofDays(30);

  private static final String KEPT_UNTIL =
      """
      CASE $7::text
        WHEN 'READY' THEN $9::timestamptz + make_interval(hours => %s)
        WHEN 'FAILED' THEN $9::timestamptz + make_interval(hours => $15)
      END
      """;

  private static final String COOL_AT =
      "CASE $7::text WHEN 'READY' THEN $9::timestamptz + make_interval(hours => %s) END\n";

  /** What is being deleted is not told of any more. */
  private static final String GO_ON =
      """
      WITH before AS (SELECT state FROM recording WHERE tenant_id = $1 AND id = $2 FOR UPDATE)
      UPDATE recording SET node = $3, boot = $4, state = $7, cause = $8, told_at = $9,
        duration_ms = $10, bytes = $11, width = $12, height = $13, object_name = $14,
        store = $16, format = $5, started_at = $6,
      """
          + "cool_at = "
          + COOL_AT.formatted("cool_hours")
          + ", kept_until = "
          + KEPT_UNTIL.formatted("retention_hours")
          + "FROM before WHERE tenant_id = $1 AND id = $2 AND told_at <= $9 AND delete_at IS NULL"
          + " RETURNING before.state AS state_before";

  /**
   * A tenant that is gone has no library. What was deleted stays deleted: where its node has saved
   * it since, it is deleted from the store again.
   */
  private static final String BEGIN =
      """
      INSERT INTO recording (tenant_id, id, node, boot, format, started_at, state, cause, told_at,
        duration_ms, bytes, width, height, object_name, store, domain, app, stream,
        retention_hours, cool_hours, cool_to, cool_at, kept_until, delete_at)
      SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $16, $17, $18, $19,
        $20, $21::integer, $22,
      """
          + COOL_AT.formatted("$21::integer")
          + ", "
          + KEPT_UNTIL.formatted("$20")
          + """
          , CASE WHEN d.id IS NOT NULL THEN $9::timestamptz END
          FROM tenant t LEFT JOIN deleted_recording d ON d.tenant_id = t.id AND d.id = $2
          WHERE t.id = $1 AND (d.id IS NULL OR $7 = 'READY')
          ON CONFLICT (tenant_id, id) DO NOTHING RETURNING delete_at IS NULL AS told
          """;

  private static final String RULES =
      """
      SELECT k.rules FROM keeping_rules k
      JOIN domain d ON d.tenant_id = k.tenant_id AND d.id = k.domain_id
      WHERE k.tenant_id = $1 AND d.name = $2 AND k.kind = 'recordings'
      """;
  private static final String RUNNING =
      """
      SELECT EXISTS (SELECT FROM recording
        WHERE tenant_id = $1 AND domain = $2 AND app = $3 AND stream = $4 AND state = 'RUNNING'
          AND delete_at IS NULL)
      """;
  private static final String OPEN =
      """
      SELECT DISTINCT tenant_id, boot FROM recording
      WHERE state IN ('RUNNING', 'SAVING') AND delete_at IS NULL
      """;

  /** The time of what was told stays: whatever the node tells when it is back is later. */
  private static final String LOSE =
      """
      UPDATE recording SET state = 'FAILED', cause = $3, kept_until = $4
      WHERE tenant_id = $1 AND boot = $2 AND state IN ('RUNNING', 'SAVING') AND delete_at IS NULL
      RETURNING id, domain, app, stream, node, boot, format, started_at, duration_ms, bytes, width,
        height, store, object_name, cause
      """;

  private final Database database;
  private final Outbox outbox;

  /** Recordings in this database; {@code outbox} tells of those that begin and end. */
  public RecordingLog(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /** A tenant's recordings on one start of a node that are not over. */
  public record OpenBoot(TenantId tenant, BootId boot) {}

  /** Keeps facts of one tenant, all or none of them. */
  public void keep(TenantId tenant, List<RecordingEvent> events) {
    database.inTenant(
        tenant,
        connection -> {
          events.forEach(event -> keep(connection, tenant, event));
          return events;
        });
  }

  /** Whether a stream is being recorded, as far as its node has told. */
  public boolean isRunning(StreamAddress address) {
    Tuple key =
        Tuple.of(
            address.tenant().value(),
            address.pushDomain().value(),
            address.app().value(),
            address.stream().value());
    return database.inTenant(
        address.tenant(),
        connection ->
            connection.preparedQuery(RUNNING).execute(key).await().iterator().next().getBoolean(0));
  }

  /** What nodes are still at work on. */
  public Set<OpenBoot> open() {
    return database.inPlatform(connection ->
        StreamSupport.stream(connection.query(OPEN).execute().await().spliterator(), false)
            .map(row ->
                new OpenBoot(
                    new TenantId(row.getUUID("tenant_id")), new BootId(row.getString("boot"))))
            .collect(Collectors.toSet()));
  }

  /** Gives up what was open on a node that is gone; how many. What comes back is taken again. */
  public int lose(OpenBoot open, Instant now) {
    Tuple values =
        Tuple.of(open.tenant().value(), open.boot().value(), NODE_LOST)
            .addOffsetDateTime(utc(now.plus(FAILED_KEPT)));
    return database.inTenant(
        open.tenant(),
        connection -> {
          RowSet<Row> lost = connection.preparedQuery(LOSE).execute(values).await();
          for (Row row : lost) {
            outbox.put(connection, open.tenant(), new Recording(failed(open.tenant(), row, now)));
          }
          return lost.rowCount();
        });
  }

  private static RecordingEvent failed(TenantId tenant, Row row, Instant now) {
    String store = row.getString("store");
    return new RecordingEvent(
        new RecordingId(row.getUUID("id")),
        new StreamAddress(
            tenant,
            new DomainName(row.getString("domain")),
            new AppName(row.getString("app")),
            new StreamName(row.getString("stream"))),
        new NodeId(row.getString("node")),
        new BootId(row.getString("boot")),
        RecordingFormat.valueOf(row.getString("format")),
        row.getOffsetDateTime("started_at").toInstant(),
        now,
        RecordingEvent.State.FAILED,
        row.getLong("duration_ms"),
        row.getLong("bytes"),
        row.getInteger("width"),
        row.getInteger("height"),
        store.isEmpty() ? Optional.empty() : Optional.of(new StoreId(store)),
        row.getString("object_name"),
        row.getString("cause"));
  }

  /** Told is what is new: a fact that comes again changes nothing. */
  private void keep(SqlConnection connection, TenantId tenant, RecordingEvent event) {
    RowSet<Row> known = connection.preparedQuery(GO_ON).execute(told(event)).await();
    for (Row row : known) {
      boolean over =
          event.state() == RecordingEvent.State.READY
              || event.state() == RecordingEvent.State.FAILED;
      if (over && !row.getString("state_before").equals(event.state().name())) {
        outbox.put(connection, tenant, new Recording(event));
      }
    }
    if (known.rowCount() == 0) {
      Optional<RecordingRule> rule = rule(connection, event.address());
      Optional<Cooling> cooling = rule.flatMap(one -> one.shelf().cooling());
      Tuple values =
          told(event)
              .addString(event.address().pushDomain().value())
              .addString(event.address().app().value())
              .addString(event.address().stream().value())
              .addInteger(hours(rule.flatMap(RecordingRule::retention)))
              .addInteger(hours(cooling.map(Cooling::after)))
              .addString(cooling.map(Cooling::to).map(StorageClass::name).orElse(""));
      for (Row row : connection.preparedQuery(BEGIN).execute(values).await()) {
        if (row.getBoolean("told")) {
          outbox.put(connection, tenant, new Recording(event));
        }
      }
    }
  }

  private static Tuple told(RecordingEvent event) {
    return Tuple.tuple()
        .addUUID(event.tenant().value())
        .addUUID(event.id().value())
        .addString(event.node().value())
        .addString(event.boot().value())
        .addString(event.format().name())
        .addOffsetDateTime(utc(event.startedAt()))
        .addString(event.state().name())
        .addString(event.cause())
        .addOffsetDateTime(utc(event.at()))
        .addLong(event.durationMs())
        .addLong(event.bytes())
        .addInteger(event.width())
        .addInteger(event.height())
        .addString(event.objectName())
        .addInteger(Math.toIntExact(FAILED_KEPT.toHours()))
        .addString(event.store().map(StoreId::value).orElse(""));
  }

  /** Null for as long as the tenant wants. */
  private static @Nullable Integer hours(Optional<Duration> time) {
    return time.map(known -> Math.toIntExact(known.toHours())).orElse(null);
  }

  private static Optional<RecordingRule> rule(SqlConnection connection, StreamAddress address) {
    Tuple key = Tuple.of(address.tenant().value(), address.pushDomain().value());
    for (Row row : connection.preparedQuery(RULES).execute(key).await()) {
      return rule(
          RuleKind.RECORDINGS.resting(row.getJsonArray("rules")).stream()
              .map(KeptRule::rule)
              .toList(),
          address);
    }
    return Optional.empty();
  }

  /** A rendition is meant by the rule that means its source, unless one means it by its name. */
  private static Optional<RecordingRule> rule(List<RecordingRule> rules, StreamAddress address) {
    String name = address.stream().value();
    int end = name.lastIndexOf('_');
    return rule(rules, address, address.stream())
        .or(() ->
            end > 0
                ? rule(rules, address, new StreamName(name.substring(0, end)))
                : Optional.empty());
  }

  private static Optional<RecordingRule> rule(
      List<RecordingRule> rules, StreamAddress address, StreamName named) {
    return rules.stream().filter(one -> one.streams().means(address.app(), named)).findFirst();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
