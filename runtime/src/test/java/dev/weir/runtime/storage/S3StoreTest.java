package dev.weir.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.StorageClass;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.config.ConfigSource;
import dev.weir.testkit.s3.S3UnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3StoreTest implements ObjectStoreContract, ObjectDraftsContract {

  @TempDir private static Path directory;
  private S3UnderTest server;
  private ObjectStore store;

  @BeforeAll
  void open() {
    server = new S3UnderTest(directory);
    store = open(S3UnderTest.SECRET_KEY);
  }

  @AfterAll
  void close() {
    store.close();
    server.close();
  }

  private ObjectStore open(String secretKey) {
    ConfigSource source =
        ConfigSource.load(
            Optional.empty(),
            Map.of(),
            Map.of(
                "storage.url",
                server.storageUrl(),
                "storage.access-key",
                S3UnderTest.ACCESS_KEY,
                "storage.secret-key",
                secretKey));
    StorageConfig config = StorageConfig.read(source.reader(), directory);
    source.verify();
    return config.open(TimeSource.system());
  }

  @Override
  public ObjectStore store() {
    return store;
  }

  @Override
  public Path files() {
    return directory;
  }

  @Test
  void saysThatItsKeyIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("x"), "x");
    try (ObjectStore stranger = open("another-secret")) {
      assertThatThrownBy(() -> stranger.put(anyName(), file, "video/mp4"))
          .isInstanceOfSatisfying(
              WeirFault.class,
              fault -> assertThat(fault.code()).isEqualTo(FaultCode.STORAGE_REFUSED));
    }
  }

  @Test
  void saysThatTheServerIsAwayAndGoesOnWithAnUploadAfterwards() throws IOException {
    byte[] media = new byte[20 << 20];
    new Random(7).nextBytes(media);
    Path file = Files.write(directory.resolve("long"), media);
    ObjectName name = anyName();

    server.stop();
    assertThatThrownBy(() -> store.put(name, file, "video/mp4"))
        .isInstanceOfSatisfying(
            WeirFault.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.STORAGE_UNAVAILABLE));
    server.startAgain();
    store.put(name, file, "video/mp4");

    try (InputStream object = store.read(name, 0, media.length)) {
      assertThat(object.readAllBytes()).isEqualTo(media);
    }
  }

  @Test
  void movesAnObjectIntoAnotherClassAndLeavesItsBytes() throws IOException {
    ObjectName name = anyName();
    store.put(name, Files.writeString(directory.resolve("y"), "media"), "video/mp4");

    store.move(name, StorageClass.STANDARD_IA);
    store.move(name, StorageClass.STANDARD_IA);

    try (InputStream object = store.read(name, 0, 5)) {
      assertThat(object.readAllBytes()).asString().isEqualTo("media");
    }
  }

  @Test
  void movesALargeObjectInParts() throws IOException {
    byte[] media = new byte[20 << 20];
    new Random(8).nextBytes(media);
    ObjectName name = anyName();
    store.put(name, Files.write(directory.resolve("large"), media), "video/mp4");

    new S3Move(line(), S3Terms.of(bucket()).in(StorageClass.STANDARD_IA), 6L << 20)
        .move(name.toString());

    try (InputStream object = store.read(name, 0, media.length)) {
      assertThat(object.readAllBytes()).isEqualTo(media);
    }
  }

  @Test
  void copiesALargeObjectInSeveralPartsAtOnce() throws IOException {
    byte[] media = new byte[20 << 20];
    new Random(9).nextBytes(media);
    ObjectName from = anyName();
    ObjectName to = anyName();
    store.put(from, Files.write(directory.resolve("copied"), media), "video/mp4");

    new S3Copy(line(), S3Terms.of(bucket()), 6L << 20)
        .copy(from.toString(), to.toString(), media.length, "video/mp4");

    try (InputStream object = store.read(to, 0, media.length)) {
      assertThat(object.readAllBytes()).isEqualTo(media);
    }
  }

  private S3Line line() {
    return new S3Line(bucket(), new OperatorWire(), TimeSource.system());
  }

  private Bucket bucket() {
    return Buckets.at(server.endpoint(), S3UnderTest.SECRET_KEY);
  }

  private static ObjectName anyName() {
    return new ObjectName(new TenantId(UUID.randomUUID()), "a.mp4");
  }
}
