package dev.weir.portal.quality;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.quality.QualitySums;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How streams played, as it was told: within about half a minute. For virtual threads. */
public final class Quality {

  /** Most lines of each kind that an answer has. */
  public static final int MAX_LINES = 100;

  /** Sums of each stream, for questions of any kind. */
  private static final String EACH =
      """
      WHERE tenant_id = $1 AND minutes = $2 AND at >= $3 AND at < $4
        AND ($5::text = '' OR domain = $5) AND ($6::text = '' OR app = $6)
        AND ($7::text = '' OR stream = $7) AND ($8::text = '' OR way = $8)
        AND ($9::text = '' OR rendition = $9 OR ($9 = 'source' AND rendition = ''))
      """;

  private static final String OF_STREAMS = "FROM quality " + EACH;

  /** Sums of all streams, for questions that name neither app nor stream. */
  private static final String OF_ALL =
      """
      FROM quality_whole
      WHERE tenant_id = $1 AND minutes = $2 AND at >= $3 AND at < $4
        AND ($5::text = '' OR domain = $5) AND $6::text = '' AND $7::text = ''
        AND ($8::text = '' OR way = $8)
        AND ($9::text = '' OR rendition = $9 OR ($9 = 'source' AND rendition = ''))
      """;

  private static final String TIMES =
      "SELECT (extract(epoch FROM at)::bigint / $10 * $10) AS point, "
          + QualityColumns.sums()
          + " %s GROUP BY point ORDER BY point";

  private static final String SHARES =
      "SELECT grouping(way) = 0 AS of_way, coalesce(way, rendition) AS name, "
          + QualityColumns.sums()
          + " %s GROUP BY GROUPING SETS ((way), (rendition))"
          + " ORDER BY sum(watched_ms) DESC NULLS LAST, name LIMIT $10";

  /** Which are the most watched is asked of one column; of these alone all columns are read. */
  private static final String STREAMS =
      "WITH most AS (SELECT domain, app, stream "
          + OF_STREAMS
          + """
          GROUP BY domain, app, stream
          ORDER BY sum(watched_ms) DESC NULLS LAST, domain, app, stream LIMIT $10)
          SELECT domain, app, stream,
          """
          + QualityColumns.sums()
          + " FROM quality JOIN most USING (domain, app, stream) "
          + EACH
          + """
          GROUP BY domain, app, stream
          ORDER BY sum(watched_ms) DESC NULLS LAST, domain, app, stream
          """;

  private final Database database;

  /** Reads this database. */
  public Quality(Database database) {
    this.database = database;
  }

  /**
   * Sums of one of several things.
   *
   * @param name as it is kept; a stream as {@code domain/app/stream}, empty for those that were not
   *     told apart
   * @param of the question about it alone
   */
  public record Line(String name, QualityQuery.Of of, QualitySums sums) {}

  /**
   * An answer.
   *
   * @param times sums by the begin of each point, of those at which something played
   * @param earlier sums of the span that it is compared with, as if it were this one's time
   * @param ways by way
   * @param renditions by rendition
   * @param streams by stream, the most watched first
   */
  public record Answer(
      Map<Instant, QualitySums> times,
      Map<Instant, QualitySums> earlier,
      List<Line> ways,
      List<Line> renditions,
      List<Line> streams) {

    /** Copies the collections. */
    public Answer {
      times = new TreeMap<>(times);
      earlier = new TreeMap<>(earlier);
      ways = List.copyOf(ways);
      renditions = List.copyOf(renditions);
      streams = List.copyOf(streams);
    }

    /** All of the span. */
    public QualitySums total() {
      return sum(times);
    }

    /** All of the span before. */
    public QualitySums totalEarlier() {
      return sum(earlier);
    }

    private static QualitySums sum(Map<Instant, QualitySums> sums) {
      return sums.values().stream().reduce(QualitySums.NONE, QualitySums::plus);
    }
  }

  /** Answers; wants {@code streams:read}. */
  public Answer ask(Actor actor, QualityQuery query) {
    actor.require(Permission.STREAMS_READ);
    TenantId tenant = actor.tenant();
    return database.inTenant(
        tenant,
        connection -> {
          QualitySpan span = query.span();
          Map<Instant, QualitySums> times =
              times(connection, values(tenant, query, span.step(), Duration.ZERO), query);
          Map<Instant, QualitySums> earlier = new TreeMap<>();
          times(connection, values(tenant, query, span.earlierStep(), span.back()), query)
              .forEach((at, sums) -> earlier.put(at.plus(span.back()), sums));
          List<Line> ways = new ArrayList<>();
          List<Line> renditions = new ArrayList<>();
          shares(connection, tenant, query, ways, renditions);
          return new Answer(times, earlier, ways, renditions, streams(connection, tenant, query));
        });
  }

  private static String about(String question, QualityQuery query) {
    boolean any = query.of().app().isEmpty() && query.of().stream().isEmpty();
    return question.formatted(any ? OF_ALL : OF_STREAMS);
  }

  private static Map<Instant, QualitySums> times(
      SqlConnection connection, Tuple values, QualityQuery query) {
    values.addLong(query.span().point().toSeconds());
    Map<Instant, QualitySums> times = new TreeMap<>();
    for (Row row : connection.preparedQuery(about(TIMES, query)).execute(values).await()) {
      times.put(Instant.ofEpochSecond(row.getLong("point")), QualityColumns.read(row));
    }
    return times;
  }

  private static void shares(
      SqlConnection connection,
      TenantId tenant,
      QualityQuery query,
      List<Line> ways,
      List<Line> renditions) {
    Tuple values = values(tenant, query, query.span().step(), Duration.ZERO);
    // Of each kind at most so many, of both the double.
    values.addInteger(2 * MAX_LINES);
    QualityQuery.Of of = query.of();
    for (Row row : connection.preparedQuery(about(SHARES, query)).execute(values).await()) {
      QualitySums sums = QualityColumns.read(row);
      String name = row.getString("name");
      if (row.getBoolean("of_way")) {
        ways.add(new Line(name, by(of, name, of.rendition()), sums));
      } else if (renditions.size() < MAX_LINES) {
        String rendition = name.isEmpty() ? QualityQuery.Of.SOURCE : name;
        renditions.add(new Line(rendition, by(of, of.way(), rendition), sums));
      }
    }
  }

  private static List<Line> streams(SqlConnection connection, TenantId tenant, QualityQuery query) {
    Tuple values = values(tenant, query, query.span().step(), Duration.ZERO);
    values.addInteger(MAX_LINES);
    List<Line> streams = new ArrayList<>();
    for (Row row : connection.preparedQuery(STREAMS).execute(values).await()) {
      streams.add(stream(row, query.of(), QualityColumns.read(row)));
    }
    return streams;
  }

  private static Line stream(Row row, QualityQuery.Of of, QualitySums sums) {
    String domain = row.getString("domain");
    String app = row.getString("app");
    String stream = row.getString("stream");
    String name = stream.isEmpty() ? "" : domain + "/" + app + "/" + stream;
    return new Line(name, new QualityQuery.Of(domain, app, stream, of.way(), of.rendition()), sums);
  }

  private static QualityQuery.Of by(QualityQuery.Of of, String way, String rendition) {
    return new QualityQuery.Of(of.domain(), of.app(), of.stream(), way, rendition);
  }

  private static Tuple values(
      TenantId tenant, QualityQuery query, QualityStep step, Duration back) {
    QualityQuery.Of of = query.of();
    Tuple values =
        Tuple.tuple()
            .addUUID(tenant.value())
            .addShort((short) step.minutes())
            .addOffsetDateTime(QualityStore.utc(query.from().minus(back)))
            .addOffsetDateTime(QualityStore.utc(query.until().minus(back)));
    for (String text : List.of(of.domain(), of.app(), of.stream(), of.way(), of.rendition())) {
      values.addString(text);
    }
    return values;
  }
}
