package dev.weir.portal.health;

import dev.weir.contract.event.HealthEpisode;
import dev.weir.contract.health.HealthFinding;
import dev.weir.contract.health.HealthIssue;
import dev.weir.contract.health.HealthVerdict;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.callback.event.CallbackEvent;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was wrong with streams, in the database. Facts may come twice and in any order. For virtual
 * threads.
 */
public final class HealthLog {

  /**
   * A tenant that is gone has no log. An end is never forgotten for a beginning that comes late.
   */
  private static final String KEEP =
      """
      INSERT INTO health_episode
        (tenant_id, domain, app, stream, issue, since, boot, severity, measured, expected, ended_at)
      SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id, domain, app, stream, since, issue) DO UPDATE SET
        severity = excluded.severity, measured = excluded.measured, expected = excluded.expected,
        ended_at = excluded.ended_at
      WHERE excluded.ended_at IS NOT NULL
        AND health_episode.ended_at IS DISTINCT FROM excluded.ended_at
      RETURNING (xmax = 0) AS begun
      """;

  private static final String OF_STREAM =
      """
      SELECT tenant_id, domain, app, stream, issue, since, boot, severity, measured, expected, ended_at
      FROM health_episode
      WHERE tenant_id = $1 AND domain = $2 AND app = $3 AND stream = $4
        AND since < $6 AND (ended_at IS NULL OR ended_at >= $5)
      ORDER BY since DESC, issue LIMIT $7
      """;
  private static final String OPEN =
      "SELECT DISTINCT tenant_id, boot FROM health_episode WHERE ended_at IS NULL";
  private static final String LOSE =
      """
      UPDATE health_episode SET ended_at = $3
      WHERE tenant_id = $1 AND boot = $2 AND ended_at IS NULL
      """;
  private static final String FORGET =
      """
      DELETE FROM health_episode WHERE (tenant_id, domain, app, stream, since, issue) IN (
        SELECT tenant_id, domain, app, stream, since, issue FROM health_episode
        WHERE since < $1 LIMIT $2)
      """;

  private final Database database;
  private final Outbox outbox;

  /** The log in this database; endpoints that want to know are told through this outbox. */
  public HealthLog(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /** What a tenant's streams have on one start of a node that is not over. */
  public record OpenBoot(TenantId tenant, BootId boot) {}

  /** Keeps facts of one tenant, all or none of them. */
  public void keep(TenantId tenant, List<HealthEpisode> episodes) {
    database.inTenant(
        tenant,
        connection -> {
          episodes.forEach(episode -> keep(connection, episode));
          return episodes;
        });
  }

  private void keep(SqlConnection connection, HealthEpisode episode) {
    HealthFinding finding = episode.finding();
    Tuple values =
        address(episode.address())
            .addString(finding.issue().name())
            .addOffsetDateTime(utc(finding.since()))
            .addString(episode.boot().value())
            .addString(finding.severity().name())
            .addDouble(finding.measured())
            .addDouble(finding.expected())
            .addOffsetDateTime(episode.endedAt().map(HealthLog::utc).orElse(null));
    for (Row kept : connection.preparedQuery(KEEP).execute(values).await()) {
      if (kept.getBoolean("begun")) {
        outbox.put(connection, episode.tenant(), event(episode, finding.since(), false));
      }
      episode
          .endedAt()
          .ifPresent(at -> outbox.put(connection, episode.tenant(), event(episode, at, true)));
    }
  }

  private static CallbackEvent event(HealthEpisode episode, Instant at, boolean restored) {
    HealthFinding finding = episode.finding();
    return new CallbackEvent.Health(
        episode.address(),
        at,
        restored,
        finding.issue().name(),
        HealthWords.of(finding).sentence());
  }

  /** What was wrong with a stream at any time between two, newest first. */
  List<HealthEpisode> of(StreamAddress address, Instant from, Instant to, int limit) {
    Tuple values =
        address(address).addOffsetDateTime(utc(from)).addOffsetDateTime(utc(to)).addInteger(limit);
    return database.inTenant(
        address.tenant(),
        connection -> {
          List<HealthEpisode> found = new ArrayList<>();
          for (Row row : connection.preparedQuery(OF_STREAM).execute(values).await()) {
            read(address, row).ifPresent(found::add);
          }
          return found;
        });
  }

  /** What a newer release found, and this one has no words for, is left out. */
  private static Optional<HealthEpisode> read(StreamAddress address, Row row) {
    return Arrays.stream(HealthIssue.values())
        .filter(issue -> issue.name().equals(row.getString("issue")))
        .findFirst()
        .map(issue ->
            new HealthEpisode(
                address,
                new BootId(row.getString("boot")),
                new HealthFinding(
                    issue,
                    HealthVerdict.valueOf(row.getString("severity")),
                    row.getDouble("measured"),
                    row.getDouble("expected"),
                    row.getOffsetDateTime("since").toInstant()),
                Optional.ofNullable(row.getOffsetDateTime("ended_at"))
                    .map(OffsetDateTime::toInstant)));
  }

  /** Who has something that is not over. */
  public Set<OpenBoot> open() {
    return database.inPlatform(connection -> {
      Set<OpenBoot> open = new HashSet<>();
      for (Row row : connection.query(OPEN).execute().await()) {
        open.add(
            new OpenBoot(
                new TenantId(row.getUUID("tenant_id")), new BootId(row.getString("boot"))));
      }
      return open;
    });
  }

  /** Ends what was open on a node that is gone; how many. */
  public int lose(OpenBoot open, Instant now) {
    Tuple values = Tuple.of(open.tenant().value(), open.boot().value(), utc(now));
    return database.inTenant(
        open.tenant(),
        connection -> connection.preparedQuery(LOSE).execute(values).await().rowCount());
  }

  /** Forgets what began before; how many, at most {@code limit}. */
  int forget(Instant before, int limit) {
    return database.inPlatform(connection ->
        connection.preparedQuery(FORGET).execute(Tuple.of(utc(before), limit)).await().rowCount());
  }

  /** The columns by which both tables know a stream. */
  static Tuple address(StreamAddress address) {
    return Tuple.tuple()
        .addUUID(address.tenant().value())
        .addString(address.pushDomain().value())
        .addString(address.app().value())
        .addString(address.stream().value());
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
