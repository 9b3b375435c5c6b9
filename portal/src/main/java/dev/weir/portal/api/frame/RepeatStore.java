package dev.weir.portal.api.frame;

import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Which requests were made under which idempotency keys, and what they were answered. Answers are
 * sealed: some hold what is shown only once. For virtual threads.
 */
public final class RepeatStore {

  /** How long an answer is remembered. */
  public static final Duration MEMORY = Duration.ofHours(24);

  /** When a request that was never answered is taken to have died with its node. */
  public static final Duration GIVEN_UP = Duration.ofMinutes(1);

  /** Keys that a tenant has in memory; the oldest go first. */
  public static final int MAX_KEYS = 10_000;

  private static final String FORGET =
      """
      DELETE FROM api_request
      WHERE tenant_id = $1 AND (created_at < $2 OR (status IS NULL AND created_at < $3)
        OR (caller, key) IN (SELECT caller, key FROM api_request WHERE tenant_id = $1
          ORDER BY created_at DESC OFFSET $4))
      """;
  private static final String BEGIN =
      """
      INSERT INTO api_request (tenant_id, caller, key, request_hash, created_at)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (tenant_id, caller, key) DO NOTHING
      """;
  private static final String FIND =
      """
      SELECT request_hash, status, sealed_body FROM api_request
      WHERE tenant_id = $1 AND caller = $2 AND key = $3
      """;
  private static final String ANSWERED =
      """
      UPDATE api_request SET status = $4, sealed_body = $5
      WHERE tenant_id = $1 AND caller = $2 AND key = $3
      """;
  private static final String RELEASE =
      """
      DELETE FROM api_request
      WHERE tenant_id = $1 AND caller = $2 AND key = $3 AND status IS NULL
      """;

  private final Database database;
  private final SealedBox box;
  private final TimeSource time;

  /** Remembers in this database. */
  public RepeatStore(Database database, SealedBox box, TimeSource time) {
    this.database = database;
    this.box = box;
    this.time = time;
  }

  /**
   * One request's name.
   *
   * @param caller the API key that asks: another one's keys are other keys
   * @param key what the program calls the request
   */
  record Name(TenantId tenant, String caller, String key) {

    private Tuple tuple() {
      return Tuple.of(tenant.value(), caller, key);
    }

    private String context() {
      return "api-request/" + tenant + "/" + caller + "/" + key;
    }
  }

  /** What is known of a request. */
  sealed interface Memory {

    /** Nothing: it is the caller's to answer now. */
    record Fresh() implements Memory {}

    /** It is being answered. */
    record Pending() implements Memory {}

    /** Something else was asked under this key. */
    record Other() implements Memory {}

    /** It was answered so. */
    record Answered(int status, String body) implements Memory {}
  }

  /** Looks up a request, and takes it when it is new: one of two at the same time gets it. */
  Memory begin(Name name, byte[] requestHash) {
    Buffer hash = Buffer.buffer(requestHash);
    OffsetDateTime now = now();
    return database.inTenant(
        name.tenant(),
        connection -> {
          connection
              .preparedQuery(FORGET)
              .execute(
                  Tuple.of(name.tenant().value(), now.minus(MEMORY), now.minus(GIVEN_UP), MAX_KEYS))
              .await();
          Tuple values = name.tuple().addBuffer(hash).addOffsetDateTime(now);
          if (connection.preparedQuery(BEGIN).execute(values).await().rowCount() == 1) {
            return new Memory.Fresh();
          }
          RowSet<Row> found = connection.preparedQuery(FIND).execute(name.tuple()).await();
          // Released between the two statements: whoever asks again will get it.
          return found.size() == 0
              ? new Memory.Pending()
              : memory(found.iterator().next(), hash, name);
        });
  }

  /** Keeps an answer. */
  void answered(Name name, int status, String body) {
    Tuple values = name.tuple().addInteger(status).addString(box.seal(body, name.context()));
    database.inTenant(
        name.tenant(), connection -> connection.preparedQuery(ANSWERED).execute(values).await());
  }

  /** Forgets a request that was refused: it may be asked again under its key. */
  void release(Name name) {
    database.inTenant(
        name.tenant(),
        connection -> connection.preparedQuery(RELEASE).execute(name.tuple()).await());
  }

  private Memory memory(Row row, Buffer hash, Name name) {
    if (!row.getBuffer("request_hash").equals(hash)) {
      return new Memory.Other();
    }
    Integer status = row.getInteger("status");
    return status == null
        ? new Memory.Pending()
        : new Memory.Answered(status, box.open(row.getString("sealed_body"), name.context()));
  }

  private OffsetDateTime now() {
    return time.now().atOffset(ZoneOffset.UTC);
  }
}
