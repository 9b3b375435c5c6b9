package dev.weir.portal.billing.bill;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.account.AgreedTerms;
import dev.weir.portal.billing.bill.BillToDate.Agreement;
import dev.weir.portal.billing.bill.BillToDate.Month;
import dev.weir.portal.billing.rating.Bill;
import dev.weir.portal.billing.rating.EgressMethod;
import dev.weir.portal.billing.rating.Share;
import dev.weir.portal.billing.rating.Terms;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What something would cost, by a tenant's own prices. For virtual threads. */
public final class Estimates {

  /** Past events that are offered to start from. */
  public static final int MAX_EVENTS = 10;

  private static final String EVENTS =
      """
      SELECT p.id, p.app, p.stream, p.started_at, p.ended_at FROM publish_session p
      WHERE p.tenant_id = $1 AND p.ended_at IS NOT NULL
        AND ($2::uuid IS NULL OR p.id = $2::uuid)
        AND p.ended_at >= p.started_at + interval '5 minutes'
      ORDER BY p.started_at DESC LIMIT $3
      """;

  /** In whole buckets, so that some of what was before and after is in it. */
  private static final String USED =
      """
      SELECT coalesce(sum(q.quantity) FILTER (WHERE s.meter = 'EGRESS_BYTES'), 0)::bigint AS egress,
        coalesce(sum(q.quantity) FILTER (WHERE s.meter = 'INGEST_BYTES'), 0)::bigint AS ingest
      FROM usage_ledger q JOIN usage_series s ON s.tenant_id = q.tenant_id AND s.id = q.series_id
      WHERE q.tenant_id = $1 AND q.bucket >= $2::timestamptz - interval '5 minutes'
        AND q.bucket < $3 AND s.app = $4 AND s.stream = $5
        AND s.meter IN ('EGRESS_BYTES', 'INGEST_BYTES')
      """;

  private static final long USUAL_KBIT_PER_S = 2_500;
  private static final long BITS_PER_KBIT = 1_000;
  private static final long SECONDS_OF_A_MINUTE = 60;

  private final Database database;
  private final BillToDate bills;
  private final TimeSource time;

  /** Estimates by what holds in this database. */
  public Estimates(Database database, BillToDate bills, TimeSource time) {
    this.database = database;
    this.bills = bills;
    this.time = time;
  }

  /**
   * A publish that is over, to start from.
   *
   * @param name of the stream
   */
  public record Event(UUID id, String name, Instant began, Instant ended) {}

  /**
   * A month in which nothing but the plan is used, without minimum, credit and tax; empty for a
   * tenant that is not billed now. Wants {@code billing:read}.
   */
  public Optional<Month> estimate(Actor actor, Plan plan) {
    actor.require(Permission.BILLING_READ);
    return bills
        .agreement(actor.tenant(), time.now())
        .map(agreed -> {
          Terms agreedTerms = agreed.terms().with(agreed.card());
          Terms terms =
              new Terms(
                  agreedTerms.card(),
                  agreedTerms.method(),
                  agreedTerms.discount(),
                  0,
                  Optional.empty());
          Map<EgressMethod, Bill> methods = Bill.byEachMethod(terms, plan.usage(agreed.month()), 0);
          Bill bill = Bill.of(terms, plan.usage(agreed.month()), 0);
          return new Month(agreed.month(), withoutTax(agreed), agreed.card(), bill, bill, methods);
        });
  }

  private static AgreedTerms withoutTax(Agreement agreed) {
    var terms = agreed.terms();
    Share discount = terms.discount();
    return new AgreedTerms(
        terms.from(), terms.card(), terms.method(), discount, 0, Optional.empty());
  }

  /** The latest publishes of five minutes or more, newest first; wants {@code billing:read}. */
  public List<Event> events(Actor actor) {
    actor.require(Permission.BILLING_READ);
    return events(actor.tenant(), null);
  }

  /** What an event was, as a plan; empty for one that is not there. Wants {@code billing:read}. */
  public Optional<Plan> plan(Actor actor, UUID event) {
    actor.require(Permission.BILLING_READ);
    TenantId tenant = actor.tenant();
    return events(tenant, event).stream().findFirst().map(found -> plan(tenant, found));
  }

  private Plan plan(TenantId tenant, Event event) {
    long seconds = Math.max(1, event.ended().getEpochSecond() - event.began().getEpochSecond());
    int slash = event.name().indexOf('/');
    return database.inTenant(
        tenant,
        connection -> {
          Tuple values =
              Tuple.of(
                  tenant.value(),
                  event.began().atOffset(ZoneOffset.UTC),
                  event.ended().atOffset(ZoneOffset.UTC),
                  event.name().substring(0, slash),
                  event.name().substring(slash + 1));
          Row row = connection.preparedQuery(USED).execute(values).await().iterator().next();
          long sent = row.getLong("ingest") * Byte.SIZE / BITS_PER_KBIT / seconds;
          long kbitPerS = Math.clamp(sent == 0 ? USUAL_KBIT_PER_S : sent, 1, Plan.MAX_KBIT_PER_S);
          long viewers = row.getLong("egress") / seconds * Byte.SIZE / BITS_PER_KBIT / kbitPerS;
          long minutes = Math.clamp(seconds / SECONDS_OF_A_MINUTE, 1, Plan.MAX_MINUTES);
          return new Plan(
              Math.clamp(viewers, 1, Plan.MAX_VIEWERS), kbitPerS, minutes, 1, Set.of(), false);
        });
  }

  private List<Event> events(TenantId tenant, @Nullable UUID only) {
    return database.inTenant(
        tenant,
        connection -> {
          List<Event> found = new ArrayList<>();
          Tuple values = Tuple.of(tenant.value(), only, MAX_EVENTS);
          for (Row row : connection.preparedQuery(EVENTS).execute(values).await()) {
            found.add(
                new Event(
                    row.getUUID("id"),
                    row.getString("app") + "/" + row.getString("stream"),
                    row.getOffsetDateTime("started_at").toInstant(),
                    row.getOffsetDateTime("ended_at").toInstant()));
          }
          return found;
        });
  }
}
