package dev.weir.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.runtime.Soon;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.http.TrustingTls;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedCertificateTest {

  @TempDir private Path directory;

  private final ManualTimeSource time = ManualTimeSource.at(Instant.now());

  @Test
  void isAcceptedByAClientThatTrustsItUnderEachOfItsNames() throws Exception {
    SelfSignedCertificate certificate = load("[2001:DB8::7]", "weir.example");
    for (String name : new String[] {"localhost", "127.0.0.1", "::1"}) {
      assertThat(talk(certificate, certificate, name)).isEqualTo("hello");
    }
    assertThat(certificate.certificate().getSubjectAlternativeNames())
        .extracting(name -> name.get(1).toString())
        .contains("weir.example", "2001:db8:0:0:0:0:0:7");
  }

  @Test
  void isRefusedByAClientThatTrustsAnotherOrAsksForAnotherName() throws Exception {
    SelfSignedCertificate certificate = load();
    SelfSignedCertificate other =
        SelfSignedCertificate.loadOrCreate(directory.resolve("other"), Set.of(), time);
    assertThatThrownBy(() -> talk(certificate, other, "localhost"))
        .isInstanceOf(SSLException.class);
    assertThatThrownBy(() -> talk(certificate, certificate, "weir.example"))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void isKeptForTheNextStart() throws IOException {
    String first = load("weir.example").fingerprint();
    time.advance(Duration.ofDays(366));
    assertThat(load("weir.example").fingerprint()).isEqualTo(first).hasSize(64);
  }

  @Test
  void isMadeAnewInTimeAndForAnotherName() throws IOException {
    String first = load().fingerprint();
    String named = load("weir.example").fingerprint();
    time.advance(Duration.ofDays(368));
    String later = load("weir.example").fingerprint();
    assertThat(Set.of(first, named, later)).hasSize(3);
  }

  @Test
  void isMadeAnewWhenItsFileIsBroken() throws IOException {
    String first = load().fingerprint();
    Files.writeString(directory.resolve("self-signed.pem"), "oh", StandardCharsets.US_ASCII);
    assertThat(load().fingerprint()).isNotEqualTo(first);
  }

  @Test
  void isReadableByItsOwnerAlone() throws IOException {
    load();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("self-signed.pem"))))
        .isEqualTo("rw-------");
  }

  private SelfSignedCertificate load(String... names) throws IOException {
    return SelfSignedCertificate.loadOrCreate(directory, Set.of(names), time);
  }

  /** What a server with the certificate says to a client that knows it as {@code name}. */
  private static String talk(
      SelfSignedCertificate served, SelfSignedCertificate trusted, String name) throws IOException {
    Vertx vertx = Vertx.vertx();
    NetServer server =
        vertx
            .createNetServer(
                new NetServerOptions().setSsl(true).setKeyCertOptions(served.tls().options()))
            .connectHandler(socket -> socket.end(Buffer.buffer("hello")));
    Soon.of(server.listen(0, "127.0.0.1"));
    try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        SSLSocket secured = secure(plain, name, trusted.certificate())) {
      return new String(secured.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } finally {
      Soon.of(vertx.close());
    }
  }

  private static SSLSocket secure(Socket plain, String name, X509Certificate trusted)
      throws IOException {
    plain.setSoTimeout(5_000);
    SSLSocket secured =
        (SSLSocket)
            TrustingTls.context(trusted)
                .getSocketFactory()
                .createSocket(plain, name, plain.getPort(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }
}
