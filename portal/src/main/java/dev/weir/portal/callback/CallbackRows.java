package dev.weir.portal.callback;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.callback.delivery.CallbackSecret;
import dev.weir.portal.callback.delivery.Dialect;
import dev.weir.portal.callback.delivery.Endpoint;
import dev.weir.portal.callback.event.CallbackKind;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of endpoints, within transactions of the caller. */
final class CallbackRows {

  private static final String SELECT =
      """
      SELECT c.id, c.name, c.url, c.dialect, c.kinds, c.domain, c.app, c.stream, c.state,
        c.failures, c.full_since, c.last_success, c.last_failure, c.revision, c.changed_by,
        CASE WHEN c.former_until > $2 THEN c.former_until END AS former_until,
        (SELECT count(*) FROM callback_delivery d WHERE d.tenant_id = c.tenant_id
           AND d.callback_id = c.id AND d.state = 'WAITING') AS waiting,
        (SELECT count(*) FROM callback_delivery d WHERE d.tenant_id = c.tenant_id
           AND d.callback_id = c.id AND d.state = 'DEAD') AS dead
      FROM callback c WHERE c.tenant_id = $1
      """;
  private static final String ALL = SELECT + "ORDER BY c.name, c.id";
  private static final String ONE = SELECT + "AND c.id = $3";
  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
  private static final String COUNT = "SELECT count(*) AS n FROM callback WHERE tenant_id = $1";
  private static final String INSERT =
      """
      INSERT INTO callback (tenant_id, id, name, url, dialect, kinds, domain, app, stream, state,
        changed_at, changed_by, sealed_secret)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      """;

  /** Whoever changes it has looked at it: what it had failed at is forgotten. */
  private static final String UPDATE =
      """
      UPDATE callback SET name = $3, url = $4, dialect = $5, kinds = $6, domain = $7, app = $8,
        stream = $9, state = $10, changed_at = $11, changed_by = $12, revision = revision + 1,
        failures = 0, rests_until = '1970-01-01T00:00:00Z'
      WHERE tenant_id = $1 AND id = $2
      """;

  /** And what waits for later need not wait. */
  private static final String HURRY =
      """
      UPDATE callback_lane SET next_at = $3
      WHERE tenant_id = $1 AND callback_id = $2 AND next_at > $3 AND held_until <= $3
      """;

  private static final String HOLD =
      "SELECT FROM callback WHERE tenant_id = $1 AND id = $2 FOR UPDATE";
  private static final String ROTATE =
      """
      UPDATE callback SET sealed_former = sealed_secret, former_until = $4, sealed_secret = $3,
        changed_at = $5, changed_by = $6, revision = revision + 1
      WHERE tenant_id = $1 AND id = $2
      """;
  private static final String END_FORMER =
      """
      UPDATE callback SET sealed_former = NULL, former_until = NULL, changed_at = $3,
        changed_by = $4, revision = revision + 1
      WHERE tenant_id = $1 AND id = $2 AND sealed_former IS NOT NULL
      """;
  private static final String DELETE = "DELETE FROM callback WHERE tenant_id = $1 AND id = $2";
  private static final String SECRETS =
      """
      SELECT url, dialect, sealed_secret,
        CASE WHEN former_until > $3 THEN sealed_former END AS sealed_former
      FROM callback WHERE tenant_id = $1 AND id = $2
      """;

  private final SealedBox box;

  CallbackRows(SealedBox box) {
    this.box = box;
  }

  /** Who changes something, and when. */
  record Change(String by, Instant at) {}

  /**
   * Waits until nobody else changes endpoints of the tenant, or puts something into the outbox, and
   * keeps others from it until the transaction ends. Before anything else is held.
   */
  static void lock(TenantId tenant, SqlConnection connection) {
    ask(connection, LOCK, Tuple.of("callbacks/" + tenant));
  }

  static long count(TenantId tenant, SqlConnection connection) {
    return ask(connection, COUNT, Tuple.of(tenant.value())).iterator().next().getLong("n");
  }

  static List<Callback> all(TenantId tenant, SqlConnection connection, Instant now) {
    List<Callback> all = new ArrayList<>();
    for (Row row : ask(connection, ALL, Tuple.of(tenant.value(), utc(now)))) {
      all.add(read(row));
    }
    return all;
  }

  static Optional<Callback> find(
      TenantId tenant, SqlConnection connection, CallbackId id, Instant now) {
    for (Row row : ask(connection, ONE, Tuple.of(tenant.value(), utc(now), id.value()))) {
      return Optional.of(read(row));
    }
    return Optional.empty();
  }

  void insert(
      TenantId tenant,
      SqlConnection connection,
      CallbackId id,
      CallbackSettings settings,
      CallbackSecret secret,
      Change change) {
    Tuple values = values(tenant, id, settings, change).addString(seal(tenant, id, secret));
    ask(connection, INSERT, values);
  }

  static void update(
      TenantId tenant,
      SqlConnection connection,
      CallbackId id,
      CallbackSettings settings,
      Change change) {
    ask(connection, UPDATE, values(tenant, id, settings, change));
    ask(connection, HURRY, key(tenant, id).addOffsetDateTime(utc(change.at())));
  }

  void rotate(
      TenantId tenant,
      SqlConnection connection,
      CallbackId id,
      CallbackSecret secret,
      Instant formerUntil,
      Change change) {
    Tuple values =
        key(tenant, id)
            .addString(seal(tenant, id, secret))
            .addOffsetDateTime(utc(formerUntil))
            .addOffsetDateTime(utc(change.at()))
            .addString(change.by());
    ask(connection, ROTATE, values);
  }

  /** Whether there was one. */
  static boolean endFormer(
      TenantId tenant, SqlConnection connection, CallbackId id, Change change) {
    Tuple values = key(tenant, id).addOffsetDateTime(utc(change.at())).addString(change.by());
    return ask(connection, END_FORMER, values).rowCount() == 1;
  }

  /**
   * Keeps whoever settles, or puts something, away from an endpoint until the transaction ends: for
   * who takes several of its lanes.
   */
  static void hold(TenantId tenant, SqlConnection connection, CallbackId id) {
    ask(connection, HOLD, key(tenant, id));
  }

  static void delete(TenantId tenant, SqlConnection connection, CallbackId id) {
    ask(connection, DELETE, key(tenant, id));
  }

  /** With its secrets, for whoever asks it. */
  Optional<Endpoint> endpoint(
      TenantId tenant, SqlConnection connection, CallbackId id, Instant now) {
    String context = CallbackSecret.context(tenant, id.value());
    for (Row row : ask(connection, SECRETS, key(tenant, id).addOffsetDateTime(utc(now)))) {
      return Optional.of(
          new Endpoint(
              tenant,
              id.value(),
              URI.create(row.getString("url")),
              dialect(row),
              new CallbackSecret(box.open(row.getString("sealed_secret"), context)),
              Optional.ofNullable(row.getString("sealed_former"))
                  .map(sealed -> new CallbackSecret(box.open(sealed, context)))));
    }
    return Optional.empty();
  }

  private String seal(TenantId tenant, CallbackId id, CallbackSecret secret) {
    return box.seal(secret.text(), CallbackSecret.context(tenant, id.value()));
  }

  private static Callback read(Row row) {
    Callback.State state = Callback.State.valueOf(row.getString("state"));
    return new Callback(
        new CallbackId(row.getUUID("id")),
        new CallbackSettings(
            row.getString("name"),
            URI.create(row.getString("url")),
            dialect(row),
            kinds(row.getArrayOfStrings("kinds")),
            row.getString("domain"),
            row.getString("app"),
            row.getString("stream"),
            state == Callback.State.ON),
        state,
        row.getInteger("failures"),
        instant(row, "full_since"),
        instant(row, "last_success"),
        instant(row, "last_failure"),
        instant(row, "former_until"),
        row.getLong("waiting"),
        row.getLong("dead"),
        row.getLong("revision"),
        row.getString("changed_by"));
  }

  private static Dialect dialect(Row row) {
    return Dialect.parse(row.getString("dialect")).orElseThrow();
  }

  /** Those that this release knows. */
  private static Set<CallbackKind> kinds(String[] texts) {
    Set<CallbackKind> kinds = EnumSet.noneOf(CallbackKind.class);
    Arrays.stream(texts).map(CallbackKind::parse).flatMap(Optional::stream).forEach(kinds::add);
    return kinds;
  }

  private static Tuple values(
      TenantId tenant, CallbackId id, CallbackSettings settings, Change change) {
    return key(tenant, id)
        .addString(settings.name())
        .addString(settings.address().toString())
        .addString(settings.dialect().text())
        .addArrayOfString(settings.kinds().stream().map(CallbackKind::text).toArray(String[]::new))
        .addString(settings.domain())
        .addString(settings.app())
        .addString(settings.stream())
        .addString((settings.on() ? Callback.State.ON : Callback.State.PAUSED).name())
        .addOffsetDateTime(utc(change.at()))
        .addString(change.by());
  }

  private static Tuple key(TenantId tenant, CallbackId id) {
    return Tuple.of(tenant.value(), id.value());
  }

  static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }

  static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
