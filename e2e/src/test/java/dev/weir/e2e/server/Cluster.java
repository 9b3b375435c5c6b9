package dev.weir.e2e.server;

import dev.weir.app.embedded.EmbeddedPostgres;
import dev.weir.app.embedded.EmbeddedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An installation of several processes, as {@code ./weir serve} starts them, around one Redis, one
 * PostgreSQL and one cluster secret. It has the demo tenant, made by {@code ./weir up} on the same
 * databases before anything else runs; from then on nodes learn of it through Redis.
 */
public final class Cluster implements AutoCloseable {

  private static final String PASSWORD = "cluster-of-the-tests";
  private static final String OK = "+OK\r\n";
  private static final String SECRET = "c1".repeat(32);

  private final Path folder;
  private final Quickstart quickstart;
  private final Deque<WeirProcess> nodes = new ArrayDeque<>();

  private EmbeddedPostgres postgres;
  private EmbeddedRedis redis;
  private boolean postgresIsAway;
  private boolean redisIsAway;

  private Cluster(Path folder) {
    this.folder = folder;
    this.postgres = EmbeddedPostgres.start(postgresFolder(), PASSWORD);
    this.redis = EmbeddedRedis.start(redisFolder(), PASSWORD);
    this.quickstart = makeTenant();
  }

  /** Starts the databases below an empty folder, and makes the demo tenant. No node runs yet. */
  public static Cluster start(Path folder) {
    return new Cluster(folder);
  }

  private Quickstart makeTenant() {
    try (WeirProcess up = WeirProcess.start(folder.resolve("first"), settings("first"))) {
      return up.quickstart();
    }
  }

  private Map<String, String> settings(String node) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("WEIR_NODE_ID", node);
    settings.put("WEIR_LISTEN_HOST", "127.0.0.1");
    settings.put("WEIR_CLUSTER_SECRET", SECRET);
    settings.put("WEIR_POSTGRES_URL", postgres.url());
    settings.put("WEIR_REDIS_URL", redis.url());
    return settings;
  }

  /** Starts a node with roles such as {@code ingest,gateway} and waits until it is ready. */
  public WeirProcess node(String id, String roles) {
    return node(id, roles, Map.of());
  }

  /** As {@link #node(String, String)}, with settings of the caller's own. */
  public WeirProcess node(String id, String roles, Map<String, String> settings) {
    WeirProcess node = launch(id, roles, settings);
    node.awaitReady();
    return node;
  }

  /** Starts a node and waits for nothing. */
  public WeirProcess launch(String id, String roles, Map<String, String> settings) {
    Map<String, String> all = settings(id);
    all.putAll(settings);
    // A directory for each process, also where two of them have one id.
    WeirProcess node = WeirProcess.serve(folder.resolve(id + "-" + nodes.size()), roles, all);
    nodes.push(node);
    return node;
  }

  /** Starts a node once more that has ended, on its ports and its directory. */
  public WeirProcess again(WeirProcess ended) {
    WeirProcess node = ended.startAgain();
    nodes.push(node);
    return node;
  }

  /** The demo tenant's addresses on the ports of a node. */
  public Quickstart quickstart(WeirProcess node) {
    return quickstart.on(node.port("WEIR_INGEST_RTMP_PORT"), node.port("WEIR_GATEWAY_HTTP_PORT"));
  }

  /** The API on a node with the role of the portal. */
  public ControlApi api(WeirProcess node) {
    return new ControlApi(
        "http://localhost:" + node.port("WEIR_PORTAL_PORT"), quickstart.text("apiKey"));
  }

  /** Gives every tenant another quota of something; a portal that starts then tells all nodes. */
  public void quota(String kind, long maximum) {
    URI url = URI.create(postgres.url());
    String jdbc = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath();
    String user = url.getUserInfo().split(":", 2)[0];
    try (Connection connection = DriverManager.getConnection(jdbc, user, PASSWORD);
        PreparedStatement change =
            connection.prepareStatement("UPDATE quota_default SET maximum = ? WHERE kind = ?")) {
      change.setLong(1, maximum);
      change.setString(2, kind);
      change.executeUpdate();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Where the Redis of all nodes is, with its password. */
  public String redisUrl() {
    return redis.url();
  }

  /** Where the PostgreSQL of all nodes is, with its owner's password. */
  public String postgresUrl() {
    return postgres.url();
  }

  /** Makes Redis forget everything. */
  public void flushRedis() {
    URI url = URI.create(redis.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String commands = "AUTH " + PASSWORD + "\r\nFLUSHALL\r\n";
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      byte[] answers = socket.getInputStream().readNBytes(2 * OK.length());
      if (!new String(answers, StandardCharsets.US_ASCII).equals(OK + OK)) {
        throw new IllegalStateException("Redis does not forget");
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Takes Redis away. */
  public void stopRedis() {
    redis.close();
    redisIsAway = true;
  }

  /** Brings it back, on its port. */
  public void startRedis() {
    redisIsAway = false;
    redis = EmbeddedRedis.start(redisFolder(), PASSWORD, port(redis.url()));
  }

  /** Takes PostgreSQL away. */
  public void stopPostgres() {
    postgres.close();
    postgresIsAway = true;
  }

  /** Brings it back, on its port. */
  public void startPostgres() {
    postgresIsAway = false;
    postgres = EmbeddedPostgres.start(postgresFolder(), PASSWORD, port(postgres.url()));
  }

  /** Brings back what is away. */
  public void restore() {
    if (postgresIsAway) {
      startPostgres();
    }
    if (redisIsAway) {
      startRedis();
    }
  }

  private Path redisFolder() {
    return folder.resolve("redis");
  }

  private Path postgresFolder() {
    return folder.resolve("postgres");
  }

  private static int port(String url) {
    return URI.create(url).getPort();
  }

  /** Ends all processes, the last started first. */
  @Override
  public void close() {
    nodes.forEach(WeirProcess::close);
    redis.close();
    postgres.close();
  }
}
