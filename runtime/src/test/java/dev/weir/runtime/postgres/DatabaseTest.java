package dev.weir.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.Soon;
import dev.weir.testkit.port.FreePort;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ClosedChannelException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real PostgreSQL with a table that row-level security guards, seen as its application role. */
class DatabaseTest {

  private static final TenantId ONE = TenantId.parse("00000000-0000-4000-8000-000000000001");
  private static final TenantId TWO = TenantId.parse("00000000-0000-4000-8000-000000000002");

  private static final String SCHEMA =
      """
      create role app login password 'app';
      create table note (tenant_id uuid not null, text text not null);
      alter table note enable row level security;
      alter table note force row level security;
      create policy note_of_tenant on note using (
        current_setting('app.platform', true) = 'on'
        or tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
      grant select, insert on note to app;
      """;

  private static EmbeddedPostgres postgres;

  private Vertx vertx;
  private Database database;

  @BeforeAll
  static void startPostgres() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().setPort(0).start();
    execute(SCHEMA);
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void open() throws SQLException {
    execute("truncate note");
    vertx = Vertx.vertx();
    database = Database.open(vertx, url(postgres.getPort()));
  }

  @AfterEach
  void close() {
    Soon.of(database.close());
    Soon.of(vertx.close());
  }

  @Test
  void showsATenantItsOwnRowsAndThePlatformAll() {
    write(ONE, "one");
    write(TWO, "two");
    assertThat(database.inTenant(ONE, DatabaseTest::texts)).containsExactly("one");
    assertThat(database.inTenant(TWO, DatabaseTest::texts)).containsExactly("two");
    assertThat(database.inPlatform(DatabaseTest::texts)).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void refusesToWriteForAnotherTenant() {
    assertThatThrownBy(
            () -> database.inTenant(ONE, connection -> insert(connection, TWO, "forged")))
        .hasMessageContaining("row-level security");
    assertThat(database.inPlatform(DatabaseTest::texts)).isEmpty();
  }

  /** More transactions than connections, so that each connection served both tenants. */
  @Test
  void leavesNoTenantOnAPooledConnection() throws Exception {
    write(ONE, "one");
    write(TWO, "two");
    try (ExecutorService portal = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> seen = new ArrayList<>();
      for (int i = 0; i < 12 * Database.POOL_CONNECTIONS; i++) {
        TenantId tenant = i % 2 == 0 ? ONE : TWO;
        seen.add(portal.submit(() -> database.inTenant(tenant, DatabaseTest::texts)));
      }
      for (int i = 0; i < seen.size(); i++) {
        assertThat(seen.get(i).get(10, TimeUnit.SECONDS))
            .containsExactly(i % 2 == 0 ? "one" : "two");
      }
    }
    String settings =
        """
        select concat(current_setting('app.tenant', true), '/',
                      current_setting('app.platform', true)) as s
        """;
    for (int i = 0; i < 2 * Database.POOL_CONNECTIONS; i++) {
      assertThat(raw(settings)).isEqualTo("/");
    }
  }

  @Test
  void forgetsTheTenantAlsoWhenTheWorkFailed() {
    assertThatThrownBy(() ->
            database.inTenant(
                ONE,
                connection -> {
                  insert(connection, ONE, "lost");
                  throw new IllegalStateException("changed my mind");
                }))
        .hasMessage("changed my mind");
    assertThatThrownBy(() ->
            database.inTenant(
                ONE, connection -> connection.query("select nonsense").execute().await()))
        .hasMessageContaining("nonsense");
    assertThat(database.inPlatform(DatabaseTest::texts)).isEmpty();
    assertThat(raw("select coalesce(current_setting('app.tenant', true), '') as s")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"superuser, is a superuser", "bypassrls, has BYPASSRLS"})
  void refusesARoleThatRowLevelSecurityDoesNotBind(String privilege, String said)
      throws SQLException {
    execute("create role mighty login password 'app' " + privilege);
    try {
      String url = url(postgres.getPort()).replace("app:", "mighty:");
      assertThatThrownBy(() -> Database.open(vertx, url))
          .isInstanceOf(UnboundRoleException.class)
          .hasMessageContainingAll("\"mighty\" " + said, "ALTER ROLE \"mighty\" NOSUPERUSER");
    } finally {
      execute("drop role mighty");
    }
  }

  @Test
  void refusesSuchARoleAlsoWhenTheDatabaseComesLater() throws Exception {
    execute("create role mighty login password 'app' superuser");
    int port = FreePort.choose();
    try {
      Database early = Database.open(vertx, url(port).replace("app:", "mighty:"));
      SilentWire wire = new SilentWire(vertx, postgres.getPort(), port);
      assertThat(wire.port()).isEqualTo(port);
      assertThatThrownBy(() -> early.inTenant(ONE, DatabaseTest::texts))
          .isInstanceOf(UnboundRoleException.class);
      Soon.of(early.close());
    } finally {
      execute("drop role mighty");
    }
  }

  @Test
  void answersWhileItIsThere() {
    assertThat(Soon.of(database.answers())).isTrue();
  }

  @Test
  void saysWithinTwoSecondsThatADatabaseIsNotThere() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      for (int port : new int[] {1, silent.getLocalPort()}) {
        Database away = Database.open(vertx, url(port));
        long start = System.nanoTime();
        assertThatThrownBy(() -> away.inTenant(ONE, DatabaseTest::texts))
            .isInstanceOfSatisfying(
                WeirFault.class,
                fault -> assertThat(fault.code()).isEqualTo(FaultCode.DATABASE_UNAVAILABLE));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
      }
    }
  }

  @Test
  void givesUpAStatementThatTakesTooLong() {
    Database impatient = Database.open(vertx, url(postgres.getPort()), 300);
    assertThatThrownBy(() ->
            impatient.inPlatform(
                connection -> connection.query("select pg_sleep(30)").execute().await()))
        .hasMessageContaining("statement timeout");
  }

  /** Waiting passes on what happened below as it is, and a loop that catches faults would end. */
  @Test
  void saysOfAConnectionThatIsLostInTheMiddleThatTheDatabaseIsAway() {
    assertThatThrownBy(() ->
            database.inPlatform(_ ->
                io.vertx.core.Future.<String>failedFuture(new ClosedChannelException()).await()))
        .isInstanceOfSatisfying(
            WeirFault.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.DATABASE_UNAVAILABLE));
    assertThat(database.inPlatform(DatabaseTest::texts)).isEmpty();
  }

  @Test
  void givesUpAServerThatFallsSilentInTheMiddle() {
    SilentWire wire = new SilentWire(vertx, postgres.getPort());
    Database impatient = Database.open(vertx, url(wire.port()), 300);
    assertThat(impatient.inPlatform(DatabaseTest::texts)).isEmpty();
    long start = System.nanoTime();
    assertThatThrownBy(() ->
            impatient.inPlatform(connection -> {
              wire.fallSilent();
              return texts(connection);
            }))
        .isInstanceOfSatisfying(
            WeirFault.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.DATABASE_UNAVAILABLE));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  private static String url(int port) {
    return "postgresql://app:app@127.0.0.1:%d/postgres".formatted(port);
  }

  private void write(TenantId tenant, String text) {
    database.inTenant(tenant, connection -> insert(connection, tenant, text));
  }

  private static Integer insert(SqlConnection connection, TenantId tenant, String text) {
    return connection
        .preparedQuery("insert into note values ($1, $2)")
        .execute(Tuple.of(tenant.value(), text))
        .await()
        .rowCount();
  }

  private static List<String> texts(SqlConnection connection) {
    List<String> texts = new ArrayList<>();
    for (Row row : connection.preparedQuery("select text from note").execute().await()) {
      texts.add(row.getString("text"));
    }
    return texts;
  }

  /** What a connection of the pool says outside of any transaction of ours. */
  private String raw(String query) {
    return Soon.of(database.pool().query(query).execute()).iterator().next().getString("s");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
