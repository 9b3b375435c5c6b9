package dev.weir.portal.quota;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Who;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Counts what a tenant has, and refuses what would be too much. For virtual threads. */
public final class Quotas {

  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
  private static final String MAXIMA = "SELECT kind, quota($1, kind) AS maximum FROM quota_default";
  private static final String COUNTS =
      """
      SELECT
        (SELECT count(*) FROM domain WHERE tenant_id = $1) AS domains,
        (SELECT count(*) FROM membership WHERE tenant_id = $1)
          + (SELECT count(*) FROM invitation WHERE tenant_id = $1 AND expires_at > $2) AS members,
        (SELECT count(*) FROM api_key WHERE tenant_id = $1 AND revoked_at IS NULL
          AND (expires_at IS NULL OR expires_at > $2)) AS api_keys,
        (SELECT count(*) FROM signing_key WHERE tenant_id = $1) AS signing_keys,
        (SELECT count(*) FROM template WHERE tenant_id = $1) AS templates,
        (SELECT coalesce(sum(bytes), 0)::bigint FROM recording
          WHERE tenant_id = $1 AND state <> 'FAILED') AS storage_bytes
      """;
  private static final String SET =
      """
      INSERT INTO tenant_quota (tenant_id, kind, maximum, changed_at, changed_by)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (tenant_id, kind) DO UPDATE
        SET maximum = excluded.maximum, changed_at = excluded.changed_at,
          changed_by = excluded.changed_by
      """;
  private static final String RESET = "DELETE FROM tenant_quota WHERE tenant_id = $1 AND kind = $2";

  private final Database database;
  private final AuditLog audit;
  private final LiveUse live;
  private final TimeSource time;

  /** Quotas in this database, without what nodes count. */
  public Quotas(Database database, AuditLog audit, TimeSource time) {
    this(database, audit, LiveUse.unknown(), time);
  }

  /**
   * Quotas in this database.
   *
   * @param live what nodes count
   */
  public Quotas(Database database, AuditLog audit, LiveUse live, TimeSource time) {
    this.database = database;
    this.audit = audit;
    this.live = live;
    this.time = time;
  }

  /**
   * Refuses unless one more fits: {@code WeirFault QUOTA_EXCEEDED} about the kind. Whoever asks
   * holds the tenant's place for this kind until the transaction ends, so that two at once do not
   * both get the last one: ask before adding, in the transaction that adds.
   */
  public void require(SqlConnection connection, Actor actor, QuotaKind kind) {
    String place = "quota/" + actor.tenant() + "/" + kind;
    connection.preparedQuery(LOCK).execute(Tuple.of(place)).await();
    QuotaUse use = use(connection, actor.tenant(), kind);
    if (!use.hasRoom()) {
      throw new WeirFault(
          FaultCode.QUOTA_EXCEEDED,
          kind.name(),
          "tenant=%s kind=%s used=%d maximum=%d"
              .formatted(actor.tenant(), kind, use.used(), use.maximum()));
    }
  }

  /**
   * All quotas, in the order of their kinds, with what is used at this moment. Wants {@link
   * Permission#TENANT_READ}.
   */
  public List<QuotaUse> list(Actor actor) {
    actor.require(Permission.TENANT_READ);
    return of(actor.tenant());
  }

  /** The same for the platform itself. */
  List<QuotaUse> of(TenantId tenant) {
    List<QuotaUse> uses = database.inTenant(tenant, connection -> uses(connection, tenant));
    Map<QuotaKind, Long> now = live.of(tenant);
    return uses.stream().map(use -> withLive(use, now)).toList();
  }

  /** One that the portal counts. Wants {@link Permission#TENANT_READ}. */
  public QuotaUse use(Actor actor, QuotaKind kind) {
    actor.require(Permission.TENANT_READ);
    TenantId tenant = actor.tenant();
    return database.inTenant(tenant, connection -> use(connection, tenant, kind));
  }

  private QuotaUse use(SqlConnection connection, TenantId tenant, QuotaKind kind) {
    return uses(connection, tenant).stream()
        .filter(one -> one.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private static QuotaUse withLive(QuotaUse use, Map<QuotaKind, Long> now) {
    return switch (use.kind().counter()) {
      case PORTAL -> use;
      case NODES -> {
        Long counted = now.get(use.kind());
        yield new QuotaUse(
            use.kind(),
            counted == null ? OptionalLong.empty() : OptionalLong.of(counted),
            use.maximum());
      }
    };
  }

  /**
   * Gives the actor's tenant more or less than others have; for platform staff and the command line
   * alone. The tenant's policies are to be published afterwards.
   *
   * @param maximum in the kind's unit; empty for what the platform gives to everybody
   */
  public void set(Actor actor, QuotaKind kind, OptionalLong maximum) {
    String who =
        switch (actor.who()) {
          case Who.Operator operator -> operator.email();
          case Who.CommandLine _ -> "";
          case Who.Person _, Who.Key _, Who.Platform _, Who.Stranger _ ->
              throw new WeirFault(FaultCode.FORBIDDEN, "quota who=" + actor.who());
        };
    Tuple key = Tuple.of(actor.tenant().value(), kind.name());
    database.inPlatform(connection -> {
      long before = maxima(connection, actor.tenant()).getOrDefault(kind, 0L);
      if (maximum.isPresent()) {
        Tuple values = key.addLong(maximum.getAsLong()).addOffsetDateTime(now()).addString(who);
        connection.preparedQuery(SET).execute(values).await();
      } else {
        connection.preparedQuery(RESET).execute(key).await();
      }
      long after = maxima(connection, actor.tenant()).getOrDefault(kind, 0L);
      audit.record(
          connection,
          actor,
          AuditEntry.of(AuditAction.QUOTA_CHANGED, kind.name())
              .before(AuditFacts.none().with("maximum", before))
              .after(AuditFacts.none().with("maximum", after)));
      return after;
    });
  }

  private List<QuotaUse> uses(SqlConnection connection, TenantId tenant) {
    Row counts =
        connection
            .preparedQuery(COUNTS)
            .execute(Tuple.of(tenant.value(), now()))
            .await()
            .iterator()
            .next();
    Map<QuotaKind, Long> maxima = maxima(connection, tenant);
    return List.of(QuotaKind.values()).stream()
        .map(kind -> new QuotaUse(kind, counted(counts, kind), maxima.getOrDefault(kind, 0L)))
        .toList();
  }

  private static long counted(Row counts, QuotaKind kind) {
    return switch (kind) {
      case DOMAINS -> counts.getLong("domains");
      case MEMBERS -> counts.getLong("members");
      case API_KEYS -> counts.getLong("api_keys");
      case SIGNING_KEYS -> counts.getLong("signing_keys");
      case TEMPLATES -> counts.getLong("templates");
      case STORAGE_BYTES -> counts.getLong("storage_bytes");
      case LIVE_STREAMS, VIEWERS, EGRESS_BITS_PER_S, TRANSCODES -> 0;
    };
  }

  private static Map<QuotaKind, Long> maxima(SqlConnection connection, TenantId tenant) {
    Map<String, Long> byName = new HashMap<>();
    for (Row row : connection.preparedQuery(MAXIMA).execute(Tuple.of(tenant.value())).await()) {
      byName.put(row.getString("kind"), row.getLong("maximum"));
    }
    Map<QuotaKind, Long> maxima = new EnumMap<>(QuotaKind.class);
    for (QuotaKind kind : QuotaKind.values()) {
      maxima.put(kind, byName.getOrDefault(kind.name(), 0L));
    }
    return maxima;
  }

  private OffsetDateTime now() {
    return time.now().atOffset(ZoneOffset.UTC);
  }
}
