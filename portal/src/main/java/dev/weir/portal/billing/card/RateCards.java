package dev.weir.portal.billing.card;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.billing.rating.Position;
import dev.weir.portal.identity.Staff;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rate cards, in the hands of the platform's staff. For virtual threads. */
public final class RateCards {

  /** Most cards. */
  public static final int MAX_CARDS = 200;

  /** Most versions of a card. */
  public static final int MAX_VERSIONS = 240;

  private static final String SELECT =
      """
      SELECT c.name, c.title, c.currency, v.version, v.effective_from, v.prices
      FROM billing_card c JOIN billing_card_version v ON v.card = c.name
      """;
  private static final String NEWEST =
      SELECT
          + """
          WHERE v.version = (SELECT max(version) FROM billing_card_version WHERE card = c.name)
          ORDER BY c.name LIMIT $1
          """;
  private static final String VERSIONS = SELECT + "WHERE c.name = $1 ORDER BY v.version DESC";
  private static final String OF_MONTH =
      SELECT
          + "WHERE c.name = $1 AND v.effective_from <= $2 ORDER BY v.effective_from DESC LIMIT 1";
  private static final String ONE = SELECT + "WHERE c.name = $1 AND v.version = $2";
  private static final String COUNT = "SELECT count(*) AS found FROM billing_card";
  private static final String ADD_CARD =
      """
      INSERT INTO billing_card (name, title, currency, created_at, created_by)
      VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
      """;
  private static final String ADD_VERSION =
      """
      INSERT INTO billing_card_version (card, version, effective_from, prices, published_at,
        published_by)
      VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
      """;

  private final Database database;
  private final AuditLog audit;
  private final TimeSource time;

  /** Cards in this database. */
  public RateCards(Database database, AuditLog audit, TimeSource time) {
    this.database = database;
    this.audit = audit;
    this.time = time;
  }

  /** The newest version of each card, by name. */
  public List<CardVersion> newest() {
    return database.inPlatform(connection -> read(connection, NEWEST, Tuple.of(MAX_CARDS)));
  }

  /** All versions of a card, newest first. Throws {@code WeirFault NOT_FOUND}. */
  public List<CardVersion> versions(String card) {
    List<CardVersion> found =
        database.inPlatform(connection -> read(connection, VERSIONS, Tuple.of(card)));
    if (found.isEmpty()) {
      throw new WeirFault(FaultCode.NOT_FOUND, "card=" + card);
    }
    return found;
  }

  /**
   * The version that holds for a month.
   *
   * @param connection within a transaction of the platform
   */
  public static Optional<CardVersion> of(SqlConnection connection, String card, YearMonth month) {
    return read(connection, OF_MONTH, Tuple.of(card, month.atDay(1))).stream().findFirst();
  }

  /** One version; the same connection as {@link #of}. */
  public static Optional<CardVersion> version(SqlConnection connection, String card, int version) {
    return read(connection, ONE, Tuple.of(card, version)).stream().findFirst();
  }

  /**
   * What is to be published.
   *
   * @param title and {@code currency} of a new card; of one that exists they stay as they are
   * @param from the first month that it holds for
   */
  public record Draft(
      String card, String title, Currency currency, YearMonth from, Map<Priced, Position> prices) {

    /** Copies the prices. */
    public Draft {
      prices = Map.copyOf(prices);
    }
  }

  /** What came of publishing. */
  public enum Outcome {
    /** It is published. */
    PUBLISHED,
    /** There is a card of that name. */
    NAME_TAKEN,
    /** A later version begins after the one before it, and not in a month that has begun. */
    TOO_EARLY,
    /** There are too many. */
    TOO_MANY
  }

  /** Publishes the first version of a card, from whatever month on. */
  public Outcome create(Staff staff, Draft draft) {
    return database.inPlatform(connection -> {
      long cards = connection.query(COUNT).execute().await().iterator().next().getLong("found");
      if (cards >= MAX_CARDS) {
        return Outcome.TOO_MANY;
      }
      Tuple card =
          Tuple.of(
              draft.card(),
              draft.title(),
              draft.currency().getCurrencyCode(),
              now(),
              staff.email());
      if (connection.preparedQuery(ADD_CARD).execute(card).await().rowCount() == 0) {
        return Outcome.NAME_TAKEN;
      }
      add(connection, staff, draft, 1);
      return Outcome.PUBLISHED;
    });
  }

  /**
   * Publishes a later version. Months that have begun anywhere on earth keep their prices.
   *
   * @param seen the newest version that was looked at
   */
  public Outcome publish(Staff staff, Draft draft, int seen) {
    return database.inPlatform(connection -> {
      List<CardVersion> versions = read(connection, VERSIONS, Tuple.of(draft.card()));
      if (versions.isEmpty()) {
        throw new WeirFault(FaultCode.NOT_FOUND, "card=" + draft.card());
      }
      CardVersion newest = versions.getFirst();
      if (newest.version() != seen) {
        throw new WeirFault(FaultCode.EDIT_CONFLICT, "card=" + draft.card());
      }
      YearMonth begun = YearMonth.from(time.now().atOffset(ZoneOffset.ofHours(14)));
      if (!draft.from().isAfter(newest.from()) || !draft.from().isAfter(begun)) {
        return Outcome.TOO_EARLY;
      }
      if (versions.size() >= MAX_VERSIONS) {
        return Outcome.TOO_MANY;
      }
      if (!add(connection, staff, draft, seen + 1)) {
        throw new WeirFault(FaultCode.EDIT_CONFLICT, "card=" + draft.card());
      }
      return Outcome.PUBLISHED;
    });
  }

  private boolean add(SqlConnection connection, Staff staff, Draft draft, int version) {
    Tuple values =
        Tuple.of(
            draft.card(),
            version,
            draft.from().atDay(1),
            CardVersion.json(draft.prices()),
            now(),
            staff.email());
    boolean added = connection.preparedQuery(ADD_VERSION).execute(values).await().rowCount() == 1;
    if (added) {
      audit.record(
          connection,
          staff.in(AuditLog.PLATFORM),
          AuditEntry.of(AuditAction.RATE_CARD_PUBLISHED, draft.card())
              .after(
                  AuditFacts.none()
                      .with("version", version)
                      .with("from", draft.from().toString())));
    }
    return added;
  }

  private OffsetDateTime now() {
    return time.now().atOffset(ZoneOffset.UTC);
  }

  private static List<CardVersion> read(SqlConnection connection, String sql, Tuple values) {
    List<CardVersion> found = new ArrayList<>();
    for (Row row : connection.preparedQuery(sql).execute(values).await()) {
      found.add(
          new CardVersion(
              row.getString("name"),
              row.getString("title"),
              row.getInteger("version"),
              YearMonth.from(row.getLocalDate("effective_from")),
              Currency.getInstance(row.getString("currency")),
              CardVersion.prices((JsonObject) row.getValue("prices"))));
    }
    return found;
  }
}
