package dev.weir.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.runtime.Soon;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.config.ConfigSource;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.runtime.tls.SelfSignedCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One connection too many is closed when it is accepted; everybody else is served. */
@Timeout(60)
class ConnectionLimitsTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  private final FaultCounter faults = new FaultCounter();
  private final List<RawClient> clients = new ArrayList<>();
  private Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    clients.forEach(RawClient::close);
    Soon.of(vertx.close());
  }

  private HttpServer listen(ConnectionLimits limits, TrustedProxies proxies) {
    vertx = guarded(limits, proxies);
    HttpFront front = new HttpFront(HttpLimits.DEFAULTS, TimeSource.system(), faults);
    return listen(front, front.options());
  }

  private Vertx guarded(ConnectionLimits limits, TrustedProxies proxies) {
    Soon.of(vertx.close());
    return Vertx.builder()
        .withTransport(
            new GuardedTransport(
                GuardedTransport.best(), limits, proxies, faults, TimeSource.system()))
        .build();
  }

  private HttpServer listen(HttpFront front, HttpServerOptions options) {
    HttpServer server = vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0));
    front.protect(server, FrontUnderTest::echo);
    return Soon.of(server.listen());
  }

  private RawClient connect(int port) {
    clients.add(RawClient.connect(port));
    return clients.getLast();
  }

  private static boolean isServed(RawClient client) {
    try {
      return client.send(REQUEST).readUntil("ok 0", SOON).startsWith("HTTP/1.1 200");
    } catch (UncheckedIOException closedAlready) {
      return false;
    }
  }

  private static void assertServed(RawClient client) {
    assertThat(isServed(client)).isTrue();
  }

  private void assertTurnedAway(int port, long total) {
    assertThat(connect(port).readToEnd(SOON)).isIn("", "…reset");
    assertThat(faults.total(FaultCode.CONNECTIONS_EXCEEDED)).isEqualTo(total);
  }

  @Test
  void oneTooManyInAllIsClosedAndWhoLeavesMakesRoom() {
    int port = listen(new ConnectionLimits(3, 100), TrustedProxies.none()).actualPort();
    for (int i = 0; i < 3; i++) {
      assertServed(connect(port));
    }
    assertTurnedAway(port, 1);
    clients.forEach(RawClient::close);
    clients.clear();
    Soon.until("room", () -> isServed(connect(port)));
  }

  @Test
  void oneTooManyFromOneAddressIsClosedUnlessItIsATrustedProxy() {
    int port = listen(new ConnectionLimits(100, 2), TrustedProxies.none()).actualPort();
    assertServed(connect(port));
    assertServed(connect(port));
    assertTurnedAway(port, 1);

    int proxied =
        listen(new ConnectionLimits(4, 2), TrustedProxies.of(List.of("127.0.0.0/8"))).actualPort();
    for (int i = 0; i < 4; i++) {
      assertServed(connect(proxied));
    }
    assertTurnedAway(proxied, 2);
  }

  @Test
  void whoHasNotEvenBegunItsHandshakeCounts(@TempDir Path folder) throws Exception {
    vertx = guarded(new ConnectionLimits(100, 2), TrustedProxies.none());
    HttpFront front = new HttpFront(HttpLimits.DEFAULTS, TimeSource.system(), faults);
    int port =
        listen(
                front,
                front.secureOptions(
                    SelfSignedCertificate.loadOrCreate(folder, Set.of(), TimeSource.system())
                        .tls()))
            .actualPort();
    connect(port);
    connect(port);
    assertTurnedAway(port, 1);
  }

  @Test
  void otherServersAreNotConcerned() {
    vertx = guarded(new ConnectionLimits(1, 1), TrustedProxies.none());
    NetServer server = vertx.createNetServer().connectHandler(socket -> socket.write("hello"));
    int port = Soon.of(server.listen(0, "127.0.0.1")).actualPort();
    for (int i = 0; i < 3; i++) {
      assertThat(connect(port).readUntil("hello", SOON)).isEqualTo("hello");
    }
  }

  @Test
  void oneNetworkOfIpv6IsOnePeer() throws UnknownHostException {
    assertThat(network("2001:db8:1:2::1")).isEqualTo(network("2001:db8:1:2:ffff::7"));
    assertThat(network("2001:db8:1:2::1")).isNotEqualTo(network("2001:db8:1:3::1"));
    assertThat(network("192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
  }

  @Test
  void limitsAreReadFromTheConfiguration() {
    assertThat(ConnectionLimits.read(ConfigSource.defaults().reader()))
        .isEqualTo(ConnectionLimits.DEFAULTS);
    ConfigSource source =
        ConfigSource.load(
            Optional.empty(),
            Map.of(),
            Map.of("http.connections", "7", "http.connections-per-address", "3"));
    assertThat(ConnectionLimits.read(source.reader())).isEqualTo(new ConnectionLimits(7, 3));
    source.verify();
  }

  private static PeerNetwork network(String address) throws UnknownHostException {
    return PeerNetwork.of(InetAddress.getByName(address));
  }
}
