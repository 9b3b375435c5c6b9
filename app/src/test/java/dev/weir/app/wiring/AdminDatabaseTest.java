package dev.weir.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.app.embedded.EmbeddedPostgres;
import dev.weir.app.embedded.LoopbackPort;
import dev.weir.runtime.config.ConfigSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A command finds the database, wherever it is, and leaves it as it was: running or not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(120)
class AdminDatabaseTest {

  private Path dataDir;
  private Path lock;
  private String password;

  @BeforeAll
  void prepare(@TempDir Path folder) throws IOException {
    dataDir = folder.resolve("data");
    lock = dataDir.resolve("postgres/cluster/postmaster.pid");
    password = Shell.postgresPassword(Shell.secret(settings(Map.of()).node()));
  }

  private Settings settings(Map<String, String> flags) {
    Map<String, String> all = new java.util.HashMap<>(Map.of("data.dir", dataDir.toString()));
    all.putAll(flags);
    return Settings.read(ConfigSource.load(Optional.empty(), Map.of(), all), "127.0.0.1");
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(dataDir.resolve("postgres"), password);
  }

  private static String roleIn(AdminDatabase admin) {
    return admin
        .database()
        .inPlatform(connection ->
            connection
                .query("SELECT current_user::text AS name")
                .execute()
                .await()
                .iterator()
                .next()
                .getString("name"));
  }

  private static int port(AdminDatabase admin) {
    return admin
        .database()
        .inPlatform(connection ->
            connection
                .query("SELECT inet_server_port() AS port")
                .execute()
                .await()
                .iterator()
                .next()
                .getInteger("port"));
  }

  @Test
  @Order(1)
  void whereThereIsNoWeirItMakesNone() {
    assertThatThrownBy(() -> AdminDatabase.open(settings(Map.of())))
        .isInstanceOf(NoDatabaseException.class)
        .hasMessageContaining(dataDir.toString())
        .hasMessageContaining("--data.dir")
        .hasMessageContaining("--postgres.url");
    assertThat(dataDir.resolve("postgres")).doesNotExist();
  }

  @Test
  @Order(2)
  void anOldSchemaIsRefusedAndLeftAsItIs() {
    try (EmbeddedPostgres postgres = start()) {
      assertThatThrownBy(() -> AdminDatabase.open(settings(Map.of())))
          .isInstanceOf(NoDatabaseException.class)
          .hasMessageContaining("./weir admin migrate");
      assertThat(Schema.migrate(URI.create(postgres.url())).applied()).isPositive();
    }
  }

  @Test
  @Order(3)
  void aRunningOneIsSharedAndStaysUp() throws IOException {
    try (EmbeddedPostgres postgres = start()) {
      int running = URI.create(postgres.url()).getPort();
      try (AdminDatabase admin = AdminDatabase.open(settings(Map.of()))) {
        assertThat(port(admin)).isEqualTo(running);
        assertThat(roleIn(admin)).isEqualTo("weir_app");
      }
      assertThat(EmbeddedPostgres.running(dataDir.resolve("postgres"), password)).isPresent();
      Files.copy(lock, dataDir.resolve("lock-of-a-killed-server"));
    }
  }

  @Test
  @Order(4)
  void anExternalOneIsFoundByItsUrl() {
    try (EmbeddedPostgres postgres = start();
        AdminDatabase admin =
            AdminDatabase.open(
                settings(
                    Map.of(
                        "postgres.url",
                        postgres.url(),
                        "data.dir",
                        dataDir.resolve("elsewhere").toString())))) {
      assertThat(port(admin)).isEqualTo(URI.create(postgres.url()).getPort());
      assertThat(roleIn(admin)).isEqualTo("weir_app");
    }
  }

  @Test
  @Order(5)
  void oneThatDoesNotAnswerIsSaidWithoutItsPassword() {
    String url = "postgresql://weir:hidden@127.0.0.1:" + LoopbackPort.free() + "/weir";
    assertThatThrownBy(() -> AdminDatabase.open(settings(Map.of("postgres.url", url))))
        .isInstanceOf(NoDatabaseException.class)
        .hasMessageContaining("refused")
        .hasMessageNotContaining("hidden");
  }

  @Test
  @Order(6)
  void oneThatWasStoppedOrKilledRunsForTheTimeOfTheCommand() throws IOException {
    Files.move(dataDir.resolve("lock-of-a-killed-server"), lock);
    try (AdminDatabase admin = AdminDatabase.open(settings(Map.of()))) {
      assertThat(roleIn(admin)).isEqualTo("weir_app");
      assertThat(lock).exists();
    }
    assertThat(lock).doesNotExist();
    assertThat(EmbeddedPostgres.running(dataDir.resolve("postgres"), password)).isEmpty();
  }
}
