package dev.weir.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.Encryption;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.storage.BucketTrial.Step;
import dev.weir.testkit.port.FreePort;
import dev.weir.testkit.s3.S3UnderTest;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tenant's own bucket, on a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class TenantBucketsTest implements ObjectStoreContract {

  @TempDir private static Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final TenantBuckets lenient = new TenantBuckets(vertx, true, TimeSource.system());
  private final TenantBuckets strict = new TenantBuckets(vertx, false, TimeSource.system());
  private S3UnderTest server;
  private ObjectStore store;

  @BeforeAll
  void open() {
    server = new S3UnderTest(directory);
    store = lenient.open(bucket());
  }

  @AfterAll
  void close() throws Exception {
    lenient.close();
    strict.close();
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private Bucket bucket() {
    return Buckets.at(server.endpoint(), S3UnderTest.SECRET_KEY);
  }

  @Override
  public ObjectStore store() {
    return store;
  }

  @Override
  public Path files() {
    return directory;
  }

  /** Other tests have left something in the bucket, which is all this tenant's. */
  @Override
  @Test
  public void deletesAnObjectOnceOrTwice() throws IOException {
    ObjectName name = new ObjectName(new TenantId(UUID.randomUUID()), "a/b/c.ts");
    store.put(name, file("x"), "video/mp2t");

    store.delete(name);
    store.delete(name);

    assertThat(store.find(name)).isEmpty();
  }

  /** The bucket is one tenant's: its names need no mark of whose they are. */
  @Override
  @Test
  public void listsATenantsObjectsPageByPage() throws IOException {
    TenantId tenant = new TenantId(UUID.randomUUID());
    store.put(new ObjectName(tenant, "list/a.ts"), file("x"), "video/mp2t");
    store.put(new ObjectName(tenant, "list/b.ts"), file("yy"), "video/mp2t");

    assertThat(store.list(tenant, "list/", "list/a.ts", 10))
        .extracting(o -> o.name().path())
        .containsExactly("list/b.ts");
    assertThat(directory.resolve("objects/weir-tests/own/films/list/a.ts")).exists();
  }

  private static Path file(String content) throws IOException {
    return Files.writeString(directory.resolve(UUID.randomUUID().toString()), content);
  }

  @Test
  void aReaderWhoLeavesEarlyHoldsNothingUp() throws IOException {
    ObjectName name = new ObjectName(new TenantId(UUID.randomUUID()), "long.mp4");
    store.put(name, Files.write(directory.resolve("long"), new byte[8 << 20]), "video/mp4");

    for (int reader = 0; reader < 2 * GuardedWire.MAX_CONNECTIONS; reader++) {
      try (InputStream object = store.read(name, 0, 8 << 20)) {
        assertThat(object.read()).isZero();
      }
    }
  }

  @Test
  void aTrialSaysThatAllIsWell() {
    assertThat(lenient.tried(bucket()).failed()).isEmpty();
    assertThat(store.list(new TenantId(new UUID(0, 1)), "_weir/", "", 10)).isEmpty();
  }

  @Test
  void aTrialSaysWhatIsWrong() {
    URI here = server.endpoint();
    Encryption usual = new Encryption.OfBucket();
    assertThat(trouble(Buckets.at(here, "another-secret"))).isEqualTo(StoreTrouble.KEY_REFUSED);
    assertThat(trouble(Buckets.of(here, "no-such-bucket", usual, S3UnderTest.SECRET_KEY)))
        .isEqualTo(StoreTrouble.BUCKET_ABSENT);
    assertThat(trouble(at("http://127.0.0.1:" + FreePort.choose())))
        .isEqualTo(StoreTrouble.UNREACHABLE);
    assertThat(trouble(at("https://127.0.0.1:" + here.getPort())))
        .isEqualTo(StoreTrouble.TLS_FAILED);
  }

  @Test
  void privateAddressesAreNotAsked() {
    for (String endpoint :
        new String[] {"https://127.0.0.1", "https://localhost:8443", "https://[::1]"}) {
      BucketTrial trial = strict.tried(Buckets.at(URI.create(endpoint), "secret"));

      assertThat(trial.trouble()).as(endpoint).isEqualTo(StoreTrouble.ADDRESS_REFUSED);
      assertThat(trial.failed()).isEqualTo(Optional.of(Step.WRITE));
    }
    assertThatThrownBy(() -> strict.open(bucket()).find(new ObjectName(tenant(), "a.mp4")))
        .isInstanceOfSatisfying(
            WeirFault.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.STORAGE_REFUSED));
  }

  @Test
  void plainHttpAndOddPortsAreSeenWithoutAsking() {
    assertThat(strict.accepts(URI.create("https://s3.example.net"))).isTrue();
    assertThat(strict.accepts(URI.create("https://s3.example.net:8443"))).isTrue();
    assertThat(strict.accepts(URI.create("http://s3.example.net"))).isFalse();
    assertThat(strict.accepts(URI.create("https://s3.example.net:6379"))).isFalse();
    assertThat(lenient.accepts(server.endpoint())).isTrue();
  }

  private static TenantId tenant() {
    return new TenantId(new UUID(0, 1));
  }

  private static Bucket at(String endpoint) {
    return Buckets.at(URI.create(endpoint), S3UnderTest.SECRET_KEY);
  }

  private StoreTrouble trouble(Bucket bucket) {
    return lenient.tried(bucket).trouble();
  }
}
