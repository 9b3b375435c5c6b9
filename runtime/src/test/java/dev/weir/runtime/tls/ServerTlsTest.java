package dev.weir.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.Soon;
import dev.weir.testkit.tls.Issued;
import dev.weir.testkit.tls.TestAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes with a listener whose certificates change. */
class ServerTlsTest {

  private static final String LATEST = "TLSv1.3";
  private static final TestAuthority AUTHORITY = TestAuthority.named("Test authority");
  private static final Issued FALLBACK = AUTHORITY.issue("fallback.example");
  private static final Issued A = AUTHORITY.issue("a.example");
  private static final Issued B = AUTHORITY.issue(TestAuthority.rsa(2_048), "b.example");

  private static final Vertx VERTX = Vertx.vertx();
  private static final Map<String, KeyedCertificate> BOTH = new HashMap<>();

  private static ServerTls tls;
  private static int port;

  @BeforeAll
  static void listen() throws Exception {
    tls = ServerTls.of(keyed(FALLBACK));
    BOTH.put("a.example", keyed(A));
    BOTH.put("b.example", keyed(B));
    NetServer server =
        VERTX
            .createNetServer(
                new NetServerOptions()
                    .setSsl(true)
                    .setSslEngineOptions(tls.engine())
                    .setKeyCertOptions(tls.options()))
            .connectHandler(socket -> socket.handler(socket::write));
    port = Soon.of(server.listen(0, "127.0.0.1")).actualPort();
  }

  @AfterAll
  static void close() {
    Soon.of(VERTX.close());
  }

  @BeforeEach
  void present() {
    tls.present(BOTH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", LATEST})
  void theNameAskedForChoosesTheCertificate(String protocol) throws Exception {
    assertThat(Shown.by(port, "a.example", protocol)).isEqualTo(A.certificate());
    assertThat(Shown.by(port, "B.Example", protocol)).isEqualTo(B.certificate());
    assertThat(Shown.by(port, "c.example", protocol)).isEqualTo(FALLBACK.certificate());
    assertThat(Shown.by(port, "", protocol)).isEqualTo(FALLBACK.certificate());
  }

  @Test
  void aChangeHoldsFromTheNextHandshakeOnAndLeavesConnectionsAlone() throws Exception {
    Issued renewed = AUTHORITY.issue("a.example");
    try (SSLSocket before = Shown.connect(port, "a.example", LATEST)) {
      Map<String, KeyedCertificate> next = new HashMap<>(BOTH);
      next.put("a.example", keyed(renewed));
      next.remove("b.example");
      tls.present(next);

      assertThat(Shown.by(port, "a.example", LATEST)).isEqualTo(renewed.certificate());
      assertThat(Shown.by(port, "b.example", LATEST)).isEqualTo(FALLBACK.certificate());
      before.getOutputStream().write('x');
      assertThat(before.getInputStream().read()).isEqualTo('x');
      assertThat(before.getSession().getPeerCertificates()[0]).isEqualTo(A.certificate());
    }
  }

  @Test
  void theWholeChainIsShown() throws Exception {
    try (SSLSocket socket = Shown.connect(port, "a.example", LATEST)) {
      assertThat(socket.getSession().getPeerCertificates())
          .containsExactly(A.certificate(), AUTHORITY.certificate());
    }
  }

  private static KeyedCertificate keyed(Issued issued) throws FlawedCertificateException {
    return CertificateReader.read(issued.chain(), issued.keyPem());
  }
}
