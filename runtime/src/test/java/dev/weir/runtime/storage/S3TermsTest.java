package dev.weir.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.storage.Encryption;
import dev.weir.contract.storage.StorageClass;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.testkit.s3.S3UnderTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a store is asked for beside the bytes, and that a signature covers it. */
final class S3TermsTest {

  private static final URI ENDPOINT = URI.create("https://s3.example.net");

  private final List<S3Wire.Call> calls = new ArrayList<>();

  /** A store that has one object in one class, and answers every request as {@code status} says. */
  private S3Wire wire(int status, String body, Map<String, List<String>> headers) {
    return new S3Wire() {
      @Override
      public Reply carry(Call call) {
        calls.add(call);
        return new Reply(
            call.method().equals("HEAD") ? 200 : status,
            HttpHeaders.of(headers, (_, _) -> true),
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
      }

      @Override
      public void close() {}
    };
  }

  private S3Line line(Encryption encryption, S3Wire wire) {
    return new S3Line(
        Buckets.of(ENDPOINT, "films", encryption, S3UnderTest.SECRET_KEY),
        wire,
        TimeSource.system());
  }

  @Test
  void asksForEncryptionWithAKeyOfTheKeyService() {
    S3Terms terms = new S3Terms(new Encryption.Kms("alias/films"), StorageClass.STANDARD_IA);

    S3Request put = terms.on(S3Request.of("PUT", "a.mp4"), "video/mp4");

    assertThat(put.headers())
        .containsEntry("x-amz-server-side-encryption", "aws:kms")
        .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "alias/films")
        .containsEntry("x-amz-storage-class", "STANDARD_IA")
        .containsEntry("content-type", "video/mp4");
  }

  @Test
  void asksForNothingThatTheBucketDoesByItself() {
    S3Terms terms = new S3Terms(new Encryption.OfBucket(), StorageClass.STANDARD);

    assertThat(terms.on(S3Request.of("PUT", "a.mp4")).headers()).isEmpty();
  }

  @Test
  void movesByOneCopyWhichIsSignedWithItsSourceAndItsTerms() {
    S3Wire wire =
        wire(
            200,
            "<CopyObjectResult><ETag>\"1\"</ETag></CopyObjectResult>",
            Map.of("content-length", List.of("7"), "content-type", List.of("video/mp4")));
    S3Terms terms = new S3Terms(new Encryption.Aes256(), StorageClass.GLACIER);

    new S3Move(line(new Encryption.Aes256(), wire), terms).move("own/a.mp4");

    assertThat(calls).extracting(S3Wire.Call::method).containsExactly("HEAD", "PUT");
    assertThat(calls.getLast().headers())
        .containsEntry("x-amz-copy-source", "/films/own/a.mp4")
        .containsEntry("x-amz-storage-class", "GLACIER")
        .containsEntry("x-amz-server-side-encryption", "AES256");
    assertThat(calls.getLast().headers().get("authorization"))
        .contains(
            "x-amz-copy-source;x-amz-date;x-amz-metadata-directive;x-amz-server-side-encryption;");
  }

  @Test
  void leavesWhatIsInItsClassAlready() {
    S3Wire wire = wire(200, "", Map.of("x-amz-storage-class", List.of("GLACIER")));

    new S3Move(
            line(new Encryption.OfBucket(), wire),
            new S3Terms(new Encryption.OfBucket(), StorageClass.GLACIER))
        .move("own/a.mp4");

    assertThat(calls).hasSize(1);
  }

  @Test
  void aCopyThatFailsAfterItsStatusIsNoCopy() {
    S3Wire wire = wire(200, "<Error><Code>InternalError</Code></Error>", Map.of());

    assertThatThrownBy(() ->
            new S3Move(
                    line(new Encryption.OfBucket(), wire),
                    new S3Terms(new Encryption.OfBucket(), StorageClass.GLACIER))
                .move("own/a.mp4"))
        .isInstanceOfSatisfying(
            WeirFault.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.STORAGE_UNAVAILABLE));
  }

  /** Whoever resolves names may take longer over one that is not there than a test should. */
  @Test
  void saysThatANameLeadsNowhere() {
    IOException lost = new IOException("lost", new UnknownHostException("s3.example.net"));

    assertThat(StoreTrouble.of(lost)).isEqualTo(StoreTrouble.NAME_UNKNOWN);
  }

  @Test
  void saysThatAnObjectLiesInAnArchive() {
    S3Wire wire = wire(403, "<Error><Code>InvalidObjectState</Code></Error>", Map.of());
    ObjectStore store =
        S3Store.ofOne(
            Buckets.at(ENDPOINT, S3UnderTest.SECRET_KEY), line(new Encryption.OfBucket(), wire));
    ObjectName name = new ObjectName(new TenantId(new UUID(0, 1)), "a.mp4");

    assertThatThrownBy(() -> store.read(name, 0, 1))
        .isInstanceOfSatisfying(
            WeirFault.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.OBJECT_ARCHIVED));
  }
}
