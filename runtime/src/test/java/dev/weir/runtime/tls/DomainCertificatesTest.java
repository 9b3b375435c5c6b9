package dev.weir.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainCertificate;
import dev.weir.runtime.Soon;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.runtime.replica.Replica;
import dev.weir.runtime.secrets.ClusterSecret;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.testkit.redis.RedisUnderTest;
import dev.weir.testkit.tls.Issued;
import dev.weir.testkit.tls.TestAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates on their way from a publisher over a real Redis to a listener. */
class DomainCertificatesTest {

  private static final TestAuthority AUTHORITY = TestAuthority.named("Test authority");

  @TempDir private Path directory;

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final SealedBox box = SealedBox.of(ClusterSecret.random(new SecureRandom()));
  private final RedisBus bus =
      RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
  private final CertificatePublisher publisher =
      new RedisCertificatePublisher(bus, box, TimeSource.system());
  private int port;
  private X509Certificate fallback;

  @BeforeEach
  void listen() throws Exception {
    port = node();
    fallback = shown("nobody.example");
  }

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  @Test
  void presentsWhatIsPublishedAndForgetsWhatIsTakenAway() throws Exception {
    Issued first = AUTHORITY.issue("a.example");
    Soon.of(publisher.publish(certificate("a.example", 1, first)));
    Soon.until("the first", () -> shows("a.example", first));
    Issued second = AUTHORITY.issue("a.example");
    Soon.of(publisher.publish(certificate("a.example", 2, second)));
    Soon.until("the second", () -> shows("a.example", second));
    Soon.of(publisher.remove(new DomainName("a.example")));
    Soon.until("none", () -> shown("a.example").equals(fallback));
  }

  @Test
  void keepsTheLastOneThatCouldBePresented() throws Exception {
    Issued good = AUTHORITY.issue("a.example");
    Soon.of(publisher.publish(certificate("a.example", 1, good)));
    Soon.until("the good one", () -> shows("a.example", good));
    String anotherKey = AUTHORITY.issue("a.example").keyPem();
    Soon.of(
        publisher.publish(
            new DomainCertificate(new DomainName("a.example"), 2, good.chain(), anotherKey)));
    Issued expired =
        AUTHORITY.issue(
            TestAuthority.elliptic("secp384r1"), Instant.now().minusSeconds(60), "b.example");
    Soon.of(publisher.publish(certificate("b.example", 3, expired)));
    Soon.until("an expired one", () -> shows("b.example", expired));
    assertThat(shown("a.example")).isEqualTo(good.certificate());
  }

  @Test
  void aRestartWithoutRedisHasThemAndKeysAreSealedWhereverTheyRest() throws Exception {
    Issued issued = AUTHORITY.issue("a.example");
    Soon.of(publisher.publish(certificate("a.example", 1, issued)));
    Path file = directory.resolve("certificates.sealed");
    Soon.until("on disk", () -> Files.exists(file));
    String inRedis = String.join("\n", Soon.of(bus.hgetAll("weir:certificates")).values());
    redis.stop();
    Soon.until("away", () -> !bus.available());

    port = node();
    assertThat(shown("a.example")).isEqualTo(issued.certificate());
    String secret = issued.keyPem().lines().skip(1).findFirst().orElseThrow();
    for (String text : List.of(inRedis, Files.readString(file, StandardCharsets.US_ASCII))) {
      assertThat(text).hasSizeGreaterThan(1_000).doesNotContain(secret);
    }
    assertThat(inRedis).contains("BEGIN CERTIFICATE").doesNotContain("PRIVATE KEY");
  }

  /** A process with a listener; its port. */
  private int node() throws Exception {
    SelfSignedCertificate self =
        SelfSignedCertificate.loadOrCreate(directory, Set.of(), TimeSource.system());
    ServerTls tls = self.tls();
    DomainCertificates.open(
        new Replica.Seams(
            vertx, bus, box, directory.resolve("certificates.sealed"), TimeSource.system()),
        tls);
    NetServer server =
        vertx
            .createNetServer(
                new NetServerOptions()
                    .setSsl(true)
                    .setSslEngineOptions(tls.engine())
                    .setKeyCertOptions(tls.options()))
            .connectHandler(socket -> {});
    return Soon.of(server.listen(0, "127.0.0.1")).actualPort();
  }

  private static DomainCertificate certificate(String domain, long version, Issued issued) {
    return new DomainCertificate(new DomainName(domain), version, issued.chain(), issued.keyPem());
  }

  private boolean shows(String name, Issued issued) {
    return shown(name).equals(issued.certificate());
  }

  private X509Certificate shown(String name) {
    try {
      return Shown.by(port, name, "TLSv1.3");
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }
}
