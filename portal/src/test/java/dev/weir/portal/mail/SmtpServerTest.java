package dev.weir.portal.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.PortalHouse;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.tls.SelfSignedCertificate;
import dev.weir.testkit.port.FreePort;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** Mails to a server that speaks TLS and asks who comes, as those of the real world do. */
@Timeout(60)
class SmtpServerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What the certificate is for. */
  private static final String HOST = "127.0.0.1";

  private static final String USER = "weir@example.org";
  private static final String PASSWORD = "p@ss:w+rd/%";
  private static final String LOGIN = "weir%40example.org:p%40ss%3Aw+rd%2F%25@";
  private static final Mail MAIL = new Mail("ada@example.org", "Subject", "A line.\n");

  @TempDir private static Path directory;
  private static PortalHouse house;
  private static SSLContext tls;

  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
  private Optional<SMTPServer> server = Optional.empty();

  @BeforeAll
  static void open() throws Exception {
    house = PortalHouse.open();
    SelfSignedCertificate made =
        SelfSignedCertificate.loadOrCreate(directory, Set.of(), TimeSource.system());
    tls = SSLContext.getInstance("TLS");
    tls.init(made.tls().options().getKeyManagerFactory(house.vertx()).getKeyManagers(), null, null);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @AfterEach
  void stop() {
    server.ifPresent(SMTPServer::stop);
    house.sql("DELETE FROM mail");
  }

  @Test
  void aMailGoesThroughStartTlsAndLogin() throws InterruptedException {
    int port = serve(options -> options.enableTLS().requireTLS().startTlsSocketFactory(tls));
    assertThat(send("smtp://" + LOGIN + HOST + ":" + port, true)).isEqualTo(1);
    assertThat(arrived.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).contains("A line.");
    assertThat(house.dump("mail")).isEqualTo("null");
  }

  @Test
  void aMailGoesThroughTlsFromTheStart() throws InterruptedException {
    int port = serve(options -> options.serverSocketFactory(tls));
    send("smtps://" + LOGIN + HOST + ":" + port, true);
    assertThat(arrived.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).contains("A line.");
    assertThat(house.dump("mail")).isEqualTo("null");
  }

  /** A wrong password says nothing of the mail, which waits until somebody mends it. */
  @Test
  void aMailWaitsWhileThePasswordIsWrong() {
    int port = serve(options -> options.enableTLS().startTlsSocketFactory(tls));
    send("smtp://weir:wrong@" + HOST + ":" + port, true);
    assertWaits();
    assertThat(house.dump("mail")).doesNotContain("wrong@");
  }

  @Test
  void nothingIsSaidToAServerThatIsNotBelieved() {
    int port = serve(options -> options.serverSocketFactory(tls));
    send("smtps://" + LOGIN + HOST + ":" + port, false);
    assertWaits();
  }

  /** Whoever sits on the way takes the offer of TLS out of the server's greeting. */
  @Test
  void nothingIsSaidInClearWhereTlsIsWanted() {
    int port = serve(options -> options);
    send("smtp://" + LOGIN + HOST + ":" + port, true);
    assertWaits();
  }

  @Test
  void aMailWaitsWhileTheServerIsAway() {
    send("smtps://" + HOST + ":" + FreePort.choose(), true);
    assertWaits();
  }

  @Test
  void aCertificateOfAnotherNameIsNone() {
    String another = "127.0.0.2";
    InetAddress address = InetAddress.ofLiteral(another);
    int port = serve(options -> options.bindAddress(address).serverSocketFactory(tls));
    send("smtps://" + LOGIN + another + ":" + port, true);
    assertWaits();
  }

  private void assertWaits() {
    assertThat(arrived).isEmpty();
    assertThat(house.dump("mail")).contains("ada@example.org");
    house.sql("DELETE FROM mail WHERE next_at IS NULL");
    assertThat(house.dump("mail")).as("given up").contains("ada@example.org");
  }

  private int serve(UnaryOperator<SMTPServer.Builder> options) {
    SMTPServer.Builder builder =
        SMTPServer.port(0)
            .bindAddress(InetAddress.ofLiteral(HOST))
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory((user, password, context) -> {
                  if (!user.equals(USER) || !password.equals(PASSWORD)) {
                    throw new LoginFailedException();
                  }
                }))
            .requireAuth()
            .messageHandler((context, from, to, data) -> arrived.add(new String(data, UTF_8)));
    SMTPServer started = options.apply(builder).build();
    started.start();
    server = Optional.of(started);
    return started.getPortAllocated();
  }

  private int send(String url, boolean trusting) {
    Optional<Path> trust =
        trusting ? Optional.of(directory.resolve("self-signed.pem")) : Optional.empty();
    SmtpServer smtp = new SmtpServer(URI.create(url), USER, trust);
    Postbox postbox =
        new Postbox(house.vertx(), house.database(), house.box(), house.time(), Optional.of(smtp));
    postbox.post(MAIL);
    return postbox.sendDue();
  }
}
