package dev.weir.gateway.flv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.house.AnyCertificate;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.live.LiveHouse.Encoder;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.tls.CertificateReader;
import dev.weir.runtime.tls.FlawedCertificateException;
import dev.weir.runtime.tls.KeyedCertificate;
import dev.weir.runtime.tls.TlsEngine;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.testkit.tls.Issued;
import dev.weir.testkit.tls.TestAuthority;
import java.net.InetAddress;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A certificate is replaced while fifty clients a second make their handshakes and one viewer
 * watches over TLS. With the engine of the product.
 */
@Timeout(60)
class CertificateChangeTest {

  private static final String NAME = "play.example";
  private static final int HANDSHAKES = 250;
  private static final int A_SECOND = 50;
  private static final int DEADLINE_MS = 20_000;

  private final TestAuthority authority = TestAuthority.named("Test authority");
  private final Queue<Certificate> shown = new ConcurrentLinkedQueue<>();
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

  @Test
  void noHandshakeFailsAndTheViewerStays() throws Exception {
    assertThat(TlsEngine.isNative()).isTrue();
    List<FlvTag> before = Clip.avcAac().until(2_500);
    List<FlvTag> after = Clip.avcAac().between(2_500, 6_000);
    Issued first = authority.issue(NAME);
    Issued second = authority.issue(TestAuthority.rsa(2_048), NAME);
    try (FlvServer server = new FlvServer(StreamConfig.defaults())) {
      server.tls.present(Map.of(NAME, keyed(first)));
      Encoder encoder = server.house.publish("demo").send(before);
      try (FlvSocket viewer = FlvSocket.openSecure(server.tlsPort());
          ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
          ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
        assertThat(viewer.get("demo")).startsWith("HTTP/1.1 200");
        viewer.tags(4);
        SSLContext trust = AnyCertificate.trusting();
        for (int i = 0; i < HANDSHAKES; i++) {
          ScheduledFuture<?> _ =
              clock.schedule(
                  () -> clients.execute(() -> shake(trust, server.tlsPort())),
                  i * 1_000L / A_SECOND,
                  TimeUnit.MILLISECONDS);
        }
        awaitHandshakes(HANDSHAKES / 2);
        server.tls.present(Map.of(NAME, keyed(second)));
        awaitHandshakes(HANDSHAKES);

        assertThat(failures).isEmpty();
        assertThat(shown).contains(first.certificate(), second.certificate()).hasSize(HANDSHAKES);
        shown.clear();
        shake(trust, server.tlsPort());
        assertThat(shown).containsExactly(second.certificate());
        encoder.send(after);
        encoder.end();
        assertThat(viewer.rest()).endsWith(after.getLast());
      }
    }
  }

  private void awaitHandshakes(int count) {
    Await.until(() -> shown.size() + failures.size() >= count, count + " handshakes");
  }

  private void shake(SSLContext trust, int port) {
    try (SSLSocket socket =
        (SSLSocket) trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(DEADLINE_MS);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(NAME)));
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      shown.add(socket.getSession().getPeerCertificates()[0]);
    } catch (Exception failed) {
      failures.add(failed);
    }
  }

  private static KeyedCertificate keyed(Issued issued) throws FlawedCertificateException {
    return CertificateReader.read(issued.chain(), issued.keyPem());
  }
}
