package dev.weir.runtime.postgres;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database, as one tenant or as the platform. Every transaction begins by saying whose it is,
 * in settings that end with it ({@code set_config(…, true)}), so that a pooled connection remembers
 * nobody. Row-level security reads them:
 *
 * <ul>
 *   <li>{@code app.tenant}: the tenant's UUID, empty for the platform
 *   <li>{@code app.platform}: {@code on} or {@code off}
 * </ul>
 *
 * <p>Its methods wait: they are for virtual threads.
 */
public final class Database {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** Most connections. */
  public static final int POOL_CONNECTIONS = 16;

  /** Most callers that wait for a connection; the next is refused at once. */
  public static final int POOL_WAITING = 256;

  /** Longest wait for a connection, milliseconds. */
  public static final int POOL_WAIT_MS = 2_000;

  /** Longest statement, milliseconds; a server that is silent for so long is given up. */
  public static final int STATEMENT_MS = 5_000;

  /** What a living server has for the answer beyond its own statement timeout, milliseconds. */
  private static final int SILENCE_MS = 1_000;

  private static final int POOL_CLEANER_MS = 400;

  private static final String SET_IDENTITY =
      "select set_config('app.tenant', $1, true), set_config('app.platform', $2, true)";

  private static final String ROLE =
      "select rolname::text as name, rolsuper, rolbypassrls from pg_roles"
          + " where rolname = current_user";

  private final Pool pool;

  private volatile boolean roleIsBound;

  private Database(Pool pool) {
    this.pool = pool;
  }

  /**
   * Opens the pool, on a thread that may wait. A database that is not there within 2 s is no
   * failure, and its role is then looked at by the first who finds it.
   *
   * @throws UnboundRoleException when row-level security does not bind the role
   * @param url {@code postgresql://user:password@host:port/database}, of a role that row-level
   *     security binds
   */
  public static Database open(Vertx vertx, String url) {
    return open(vertx, url, STATEMENT_MS);
  }

  static Database open(Vertx vertx, String url, int statementMs) {
    PgConnectOptions options = PgConnectOptions.fromUri(url).setCachePreparedStatements(true);
    Map<String, String> properties = new HashMap<>(options.getProperties());
    properties.put("application_name", "weir");
    properties.put("statement_timeout", Integer.toString(statementMs));
    // Statements are short: compiling one would take longer than it runs.
    properties.put("jit", "off");
    properties.put("idle_in_transaction_session_timeout", Integer.toString(2 * statementMs));
    options.setProperties(properties);
    PoolOptions limits =
        new PoolOptions()
            .setMaxSize(POOL_CONNECTIONS)
            .setMaxWaitQueueSize(POOL_WAITING)
            .setConnectionTimeout(POOL_WAIT_MS)
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
            // The pool lets go of an idle connection well before the transport would take it away:
            // otherwise a caller could be handed one in the moment of its end.
            .setIdleTimeout((statementMs + SILENCE_MS) / 2)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setPoolCleanerPeriod(POOL_CLEANER_MS);
    // A server that accepts and never answers must not hold a connection, or its caller, for ever.
    NetClientOptions transport =
        new NetClientOptions()
            .setConnectTimeout(POOL_WAIT_MS)
            .setIdleTimeout(statementMs + SILENCE_MS)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    Database database =
        new Database(
            PgBuilder.pool()
                .with(limits)
                .with(transport)
                .connectingTo(options)
                .using(vertx)
                .build());
    database.lookAtRole();
    return database;
  }

  private void lookAtRole() {
    try {
      inPlatform(connection -> roleIsBound);
    } catch (UnboundRoleException unbound) {
      Future<Void> _ = pool.close();
      throw unbound;
    } catch (WeirFault away) {
      LOG.info("event=database-away detail=\"{}\"", away.getMessage());
    }
  }

  /**
   * One transaction that sees the tenant's rows alone. Commits when {@code work} returns, rolls
   * back when it throws, and passes on what it threw. Throws {@code WeirFault DATABASE_UNAVAILABLE}
   * when no connection is had within 2 s, or it is lost.
   *
   * @param work asks with {@link Future#await()}; runs on the caller's thread
   */
  public <T> T inTenant(TenantId tenant, Function<SqlConnection, T> work) {
    return transact(Tuple.of(tenant.toString(), "off"), work);
  }

  /**
   * One transaction of the platform itself, over all tenants: sign-in, the list of domains.
   * Otherwise as {@link #inTenant}.
   */
  public <T> T inPlatform(Function<SqlConnection, T> work) {
    return transact(Tuple.of("", "on"), work);
  }

  /** Whether the database answers; for readiness. Any thread. */
  public Future<Boolean> answers() {
    return pool.query("select 1").execute().map(true).otherwise(false);
  }

  /** Closes the pool. */
  public Future<Void> close() {
    return pool.close();
  }

  /** For tests: connections as the pool has them, outside of any transaction of ours. */
  Pool pool() {
    return pool;
  }

  private <T> T transact(Tuple identity, Function<SqlConnection, T> work) {
    SqlConnection connection = connect();
    try {
      Transaction transaction = connection.begin().await();
      try {
        requireBoundRole(connection);
        connection.preparedQuery(SET_IDENTITY).execute(identity).await();
        T result = work.apply(connection);
        transaction.commit().await();
        return result;
      } catch (Throwable failed) {
        rollBack(transaction, failed);
        throw failed;
      }
    } catch (ClosedConnectionException lost) {
      throw unavailable(lost);
    } catch (RuntimeException ours) {
      throw ours;
    } catch (Exception lost) {
      // Waiting throws the cause as it is, and nobody expects one that is not declared.
      throw unavailable(lost);
    } finally {
      Future<Void> _ = connection.close();
    }
  }

  /** Once for a pool: its connections are all of one role. */
  private void requireBoundRole(SqlConnection connection) {
    if (roleIsBound) {
      return;
    }
    Row role = connection.query(ROLE).execute().await().iterator().next();
    if (role.getBoolean("rolsuper")) {
      throw new UnboundRoleException(role.getString("name"), "is a superuser");
    }
    if (role.getBoolean("rolbypassrls")) {
      throw new UnboundRoleException(role.getString("name"), "has BYPASSRLS");
    }
    roleIsBound = true;
  }

  private SqlConnection connect() {
    try {
      return pool.getConnection().await();
    } catch (Exception unreachable) {
      // Of any kind, declared or not.
      throw unavailable(unreachable);
    }
  }

  private static void rollBack(Transaction transaction, Throwable cause) {
    try {
      transaction.rollback().await();
    } catch (Exception alreadyOver) {
      // The server rolls back what it never heard the end of.
      cause.addSuppressed(alreadyOver);
    }
  }

  private static WeirFault unavailable(Exception cause) {
    return new WeirFault(FaultCode.DATABASE_UNAVAILABLE, String.valueOf(cause.getMessage()));
  }
}
