package dev.weir.e2e.deploy;

import static org.awaitility.Awaitility.await;

import dev.weir.e2e.media.Program;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.testkit.port.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The balancer of {@code deploy/haproxy.cfg} on this machine: the same file, with other addresses.
 */
public final class Balancer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Pattern BIND = Pattern.compile("bind :(\\d+)");
  private static final Pattern SERVER =
      Pattern.compile("server (\\S+) (\\S+):(\\d+) check port (\\d+)");

  /** Ports of Weir in a container, by the setting that moves them. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "1935", "WEIR_INGEST_RTMP_PORT",
          "8081", "WEIR_GATEWAY_HTTP_PORT",
          "8443", "WEIR_GATEWAY_HTTPS_PORT",
          "9090", "WEIR_OPS_PORT");

  private final Program haproxy;
  private final Map<String, Integer> doors;

  private Balancer(Program haproxy, Map<String, Integer> doors) {
    this.haproxy = haproxy;
    this.doors = doors;
  }

  /** Starts HAProxy in front of gateways, which are known by the names that the file calls them. */
  public static Balancer start(Path configuration, Path folder, Map<String, WeirProcess> gateways) {
    Map<String, Integer> doors = new TreeMap<>();
    try {
      String text = Files.readString(configuration);
      text = BIND.matcher(text).replaceAll(bind -> open(bind.group(1), doors));
      text = SERVER.matcher(text).replaceAll(server -> address(server, gateways));
      Path local = Files.writeString(folder.resolve("haproxy.cfg"), text);
      String haproxy = Program.installed("haproxy", "haproxy");
      Program program = Program.start(List.of(haproxy, "-db", "-f", local.toString()));
      Balancer balancer = new Balancer(program, Map.copyOf(doors));
      await("HAProxy listens")
          .atMost(START_LIMIT)
          .until(() -> !program.alive() || doors.values().stream().allMatch(Balancer::listens));
      if (!program.alive()) {
        throw new IllegalStateException(program.toString());
      }
      return balancer;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String open(String port, Map<String, Integer> doors) {
    int free = FreePort.choose();
    doors.put(port, free);
    return "bind 127.0.0.1:" + free;
  }

  private static String address(MatchResult server, Map<String, WeirProcess> gateways) {
    String name = server.group(1);
    WeirProcess gateway = gateways.get(server.group(2));
    if (gateway == null) {
      throw new IllegalArgumentException("no service is named " + server.group(2));
    }
    return "server %s 127.0.0.1:%d check port %d"
        .formatted(name, port(gateway, server.group(3)), port(gateway, server.group(4)));
  }

  private static int port(WeirProcess gateway, String inContainer) {
    String setting = SETTINGS.get(inContainer);
    if (setting == null) {
      throw new IllegalArgumentException("Weir has no port " + inContainer);
    }
    return gateway.port(setting);
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Where a port of the file is on this machine. */
  public int port(int inContainer) {
    return doors.get(Integer.toString(inContainer));
  }

  @Override
  public void close() {
    haproxy.close();
  }

  @Override
  public String toString() {
    return haproxy.toString();
  }
}
