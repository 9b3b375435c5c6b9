package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.app.embedded.EmbeddedPostgres;
import dev.weir.app.embedded.EmbeddedRedis;
import dev.weir.e2e.deploy.Balancer;
import dev.weir.e2e.deploy.ComposeFile;
import dev.weir.e2e.deploy.ComposeFile.Service;
import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Program;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.e2e.viewer.HlsViewer;
import dev.weir.e2e.viewer.Tag;
import dev.weir.testkit.ffmpeg.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docker-compose.yml} and what it is built from say what is so. There is no container here:
 * Weir's services run as processes with the commands and environments of the file, a real
 * PostgreSQL and Redis stand in for theirs, and HAProxy runs on the file that the balancer gets.
 */
@Timeout(400)
class ComposeTest {

  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final ComposeFile COMPOSE = ComposeFile.read(HOME.resolve("docker-compose.yml"));
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration WATCHING = Duration.ofSeconds(4);
  private static final Pattern PINNED = Pattern.compile("[a-z/-]+:v?\\d+\\.\\d+\\.?\\d*[\\w.-]*");
  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(SECRET|PASSWORD|KEY|TOKEN|AUTH).*");
  private static final Pattern LOGIN = Pattern.compile("://[^/@]*@");

  private static final String PASSWORD = "d1".repeat(12);
  private static final Map<String, String> VARIABLES =
      Map.of(
          "WEIR_CLUSTER_SECRET", "5e".repeat(32),
          "POSTGRES_PASSWORD", PASSWORD,
          "REDIS_PASSWORD", PASSWORD,
          "OBJECTS_ACCESS_KEY", "objects",
          "OBJECTS_SECRET_KEY", PASSWORD);

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(HOME.resolve(file));
  }

  private static List<String> containerfile(String instruction) throws IOException {
    return lines("deploy/Containerfile").stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1))
        .toList();
  }

  @Test
  void everyImageIsPinned() throws IOException {
    assertThat(COMPOSE.services().values())
        .filteredOn(service -> !service.built())
        .hasSizeGreaterThan(3)
        .allSatisfy(service -> assertThat(service.image()).matches(PINNED));
    assertThat(containerfile("FROM"))
        .hasSize(2)
        .allSatisfy(from -> assertThat(from.split(" ", -1)[0]).matches(PINNED));
  }

  @Test
  void noPasswordIsCommitted() throws IOException {
    assertThat(COMPOSE.services().values())
        .flatExtracting(service -> service.environment().entrySet())
        .filteredOn(entry ->
            SECRET_NAME.matcher(entry.getKey()).matches() || LOGIN.matcher(entry.getValue()).find())
        .hasSizeGreaterThan(6)
        .allSatisfy(entry -> assertThat(entry.getValue()).contains(":?").doesNotContain(":-"));
    List<String> example = lines(".env.example");
    assertThat(VARIABLES.keySet())
        .allSatisfy(name -> assertThat(example).as("nothing after the =").contains(name + "="));
    assertThat(lines(".gitignore")).contains(".env");
    assertThat(lines(".dockerignore")).contains(".env");
  }

  @Test
  void everyNameStandsForSomething() throws IOException {
    boolean imageIsChecked = !containerfile("HEALTHCHECK").isEmpty();
    COMPOSE
        .services()
        .forEach((name, service) -> {
          service
              .dependsOn()
              .forEach((needed, condition) -> {
                assertThat(COMPOSE.services()).as(name).containsKey(needed);
                Service other = COMPOSE.services().get(needed);
                boolean checked = other.checked() || (other.built() && imageIsChecked);
                assertThat(condition.equals("service_started") || checked)
                    .as("%s waits for %s, whose health is checked", name, needed)
                    .isTrue();
                assertThat(other.networks())
                    .as(name + " reaches " + needed)
                    .containsAnyElementsOf(service.networks());
              });
          assertThat(COMPOSE.subnets())
              .as(name)
              .containsKeys(service.networks().toArray(String[]::new));
          service.volumes().forEach(volume -> assertThat(stands(volume)).as(volume).isTrue());
        });
  }

  private static boolean stands(String volume) {
    String source = volume.split(":", -1)[0];
    return source.startsWith("./")
        ? Files.exists(HOME.resolve(source))
        : COMPOSE.volumes().contains(source);
  }

  @Test
  void theImageHasWhatItRunsAndIsNotRoot() throws IOException {
    List<String> taken =
        containerfile("COPY").stream()
            .filter(copy -> copy.startsWith("--from=build "))
            .map(copy -> copy.split(" ", -1)[1].replace("/opt/weir/", ""))
            .toList();
    assertThat(taken).contains("weir", "app/jvm.options", "app/target/product", "deploy/healthy");
    for (String file : List.of("weir", "deploy/healthy")) {
      assertThat(HOME.resolve(file)).isExecutable();
    }
    assertThat(containerfile("ENTRYPOINT")).containsExactly("[\"/opt/weir/weir\"]");
    assertThat(containerfile("HEALTHCHECK").getFirst()).endsWith("[\"/opt/weir/deploy/healthy\"]");
    assertThat(containerfile("USER")).containsExactly("weir");
    String java = Runtime.version().version().getFirst().toString();
    assertThat(containerfile("FROM").getLast()).startsWith("eclipse-temurin:" + java + ".");
  }

  @Test
  void allServicesOfWeirStartAsWrittenAndAStreamPlaysThroughTheBalancer(@TempDir Path folder)
      throws IOException {
    try (Installation installation = new Installation(folder)) {
      installation.start();
      assertThat(installation.running.values()).allMatch(ComposeTest::isHealthy);
      Quickstart viewers = installation.throughTheBalancer();
      Path file = Source.h264AndAac().at(500).draw(folder, "compose", 60);
      try (Running encoder = Encoder.loop(file, viewers.pushUrl("compose"))) {
        seesThePicture(viewers);
        viewers.awaitLive("compose");
        HlsViewer hls = HlsViewer.open(viewers.playUrl("compose.m3u8"));
        hls.plays(WATCHING);
        assertThat(isHealthy(installation.loseAGateway())).isFalse();
        seesThePicture(viewers);
        hls.plays(WATCHING);
        assertThat(encoder.isAlive()).isTrue();
      } catch (ConditionTimeoutException late) {
        throw new AssertionError(installation.said(), late);
      }
    }
  }

  private static void seesThePicture(Quickstart viewers) {
    await("a picture through the balancer, " + viewers.http())
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> {
          try (FlvViewer flv = FlvViewer.open(viewers.playUrl("compose.flv"))) {
            return flv.await(Tag::keyFrame, PATIENCE).keyFrame();
          }
        });
  }

  /** What the health check of the image says. */
  private static boolean isHealthy(WeirProcess weir) {
    String script = HOME.resolve("deploy/healthy").toString();
    String port = Integer.toString(weir.port("WEIR_OPS_PORT"));
    try (Program check = Program.start(List.of(script), Map.of("WEIR_OPS_PORT", port))) {
      return check.await(LIMIT) == 0;
    }
  }

  /** The file's services of Weir on this machine, around databases that stand in for the file's. */
  private static final class Installation implements AutoCloseable {

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;
    private final Map<String, WeirProcess> running = new TreeMap<>();
    private Balancer balancer;
    private Quickstart quickstart;

    Installation(Path folder) {
      this.folder = folder;
      postgres = EmbeddedPostgres.start(folder.resolve("postgres"), PASSWORD);
      redis = EmbeddedRedis.start(folder.resolve("redis"), PASSWORD);
    }

    void start() throws IOException {
      // As the head of the file says: once, with the portal's environment.
      try (WeirProcess up = WeirProcess.start(folder.resolve("up"), settings("portal"))) {
        quickstart = up.quickstart();
      }
      COMPOSE
          .services()
          .forEach((name, service) -> {
            if (service.built()) {
              running.put(name, serve(name, service));
            }
          });
      assertThat(running).containsOnlyKeys("portal", "ingest", "gateway-1", "gateway-2");
      Map<String, WeirProcess> gateways = new TreeMap<>(running);
      gateways.keySet().removeIf(name -> !name.startsWith("gateway"));
      balancer = Balancer.start(HOME.resolve("deploy/haproxy.cfg"), folder, gateways);
    }

    private WeirProcess serve(String name, Service service) {
      assertThat(service.command()).as(name).hasSize(3).startsWith("serve", "--role");
      String roles = service.command().getLast();
      WeirProcess weir = WeirProcess.serve(folder.resolve(name), roles, settings(name));
      weir.awaitReady();
      return weir;
    }

    /** A service's settings, with this machine's addresses where the file has those of services. */
    private Map<String, String> settings(String name) {
      Map<String, String> settings =
          new TreeMap<>(COMPOSE.services().get(name).environment(VARIABLES));
      Map<String, String> database = COMPOSE.services().get("postgres").environment(VARIABLES);
      String login = database.get("POSTGRES_USER") + ":" + database.get("POSTGRES_PASSWORD");
      replace(
          settings,
          "WEIR_POSTGRES_URL",
          "postgresql://" + login + "@postgres:5432/" + database.get("POSTGRES_DB"),
          postgres.url());
      String password = COMPOSE.services().get("redis").environment(VARIABLES).get("REDISCLI_AUTH");
      replace(settings, "WEIR_REDIS_URL", "redis://:" + password + "@redis:6379/0", redis.url());
      replace(settings, "WEIR_NODE_ADVERTISE", name + ":9091", "127.0.0.1");
      replace(
          settings,
          "WEIR_STORAGE_URL",
          "file:/var/lib/weir-objects",
          "file:" + folder.resolve("objects"));
      replace(settings, "WEIR_NODE_HOST", "0.0.0.0", "127.0.0.1");
      replace(settings, "WEIR_OPS_HOST", "0.0.0.0", "127.0.0.1");
      String subnet = COMPOSE.subnets().get("edge");
      replace(settings, "WEIR_LISTEN_TRUSTED_PROXIES", subnet, "127.0.0.0/8");
      settings.put("WEIR_LISTEN_HOST", "127.0.0.1");
      // Seven processes share this machine: here a gateway takes newcomers however late it is.
      settings.put("WEIR_GATEWAY_LOAD_MAX_LATENESS", "0ms");
      return settings;
    }

    private static void replace(
        Map<String, String> settings, String name, String written, String here) {
      if (settings.containsKey(name)) {
        assertThat(settings).containsEntry(name, written);
        settings.put(name, here);
      }
    }

    Quickstart throughTheBalancer() {
      int rtmpPort = running.get("ingest").port("WEIR_INGEST_RTMP_PORT");
      return quickstart.on(rtmpPort, balancer.port(8081));
    }

    WeirProcess loseAGateway() {
      WeirProcess gateway = running.get("gateway-1");
      gateway.kill();
      return gateway;
    }

    /** What the balancer and the services have printed last. */
    String said() {
      StringBuilder said = new StringBuilder(balancer.toString());
      running.forEach(
          (name, weir) -> said.append('\n').append(name).append('\n').append(weir.consoleTail()));
      return said.toString();
    }

    @Override
    public void close() {
      if (balancer != null) {
        balancer.close();
      }
      running.values().forEach(WeirProcess::close);
      redis.close();
      postgres.close();
    }
  }
}
