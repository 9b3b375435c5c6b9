package dev.weir.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.runtime.storage.ObjectDrafts.Draft;
import dev.weir.runtime.storage.ObjectDrafts.Part;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store does with objects whose beginning is known last. */
interface ObjectDraftsContract {

  /** Room for fronts, and the smallest one of S3. */
  int FRONT_BYTES = 5 << 20;

  /** The store, the same for all tests. */
  ObjectStore store();

  private ObjectDrafts drafts() {
    return store().drafts().orElseThrow();
  }

  private static TenantId tenant() {
    return new TenantId(UUID.randomUUID());
  }

  private static ObjectName growing(TenantId tenant) {
    StreamAddress address =
        new StreamAddress(
            tenant,
            new DomainName("push.example.com"),
            new AppName("live"),
            new StreamName("demo01"));
    return RecordingObjects.growing(
        address, new RecordingId(UUID.randomUUID()), RecordingFormat.MP4);
  }

  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(bytes).nextBytes(noise);
    return noise;
  }

  private List<Part> twoParts(Draft draft) {
    List<Part> parts = new ArrayList<>();
    parts.add(drafts().add(draft, parts, noise(5 << 20)));
    parts.add(drafts().add(draft, parts, noise(1_000)));
    return parts;
  }

  private byte[] front(Draft draft) {
    return noise(Math.toIntExact(drafts().frontBytes(draft, 1_000)));
  }

  private void assertIsThere(ObjectName name, byte[] front) throws IOException {
    try (InputStream object = store().read(name, 0, 100L << 20)) {
      assertThat(object.readNBytes(front.length)).isEqualTo(front);
      assertThat(object.readNBytes(5 << 20)).isEqualTo(noise(5 << 20));
      assertThat(object.readAllBytes()).isEqualTo(noise(1_000));
    }
  }

  @Test
  default void aDraftIsNothingUntilItsFrontIsThere() throws IOException {
    TenantId tenant = tenant();
    ObjectName name = new ObjectName(tenant, "a/b.mp4");
    Draft draft = drafts().begin(name, "video/mp4", FRONT_BYTES);
    List<Part> parts = twoParts(draft);
    assertThat(store().find(name)).isEmpty();
    assertThat(store().list(tenant, "", "", 10)).isEmpty();
    byte[] front = front(draft);

    drafts().complete(draft, parts, front, name);
    drafts().complete(draft, parts, front, name);

    assertIsThere(name, front);
  }

  @Test
  default void aDraftTakesAnotherNameAtItsEnd() throws IOException {
    TenantId tenant = tenant();
    Draft draft = drafts().begin(growing(tenant), "video/mp4", FRONT_BYTES);
    List<Part> parts = twoParts(draft);
    byte[] front = front(draft);
    ObjectName name = new ObjectName(tenant, "late/name.mp4");

    drafts().complete(draft, parts, front, name);
    drafts().complete(draft, parts, front, name);

    assertIsThere(name, front);
    assertThat(store().list(tenant, "", "", 10))
        .extracting(StoredObject::name)
        .containsExactly(name);
  }

  @Test
  default void aPartMayComeTwice() throws IOException {
    ObjectName name = new ObjectName(tenant(), "twice.mp4");
    Draft draft = drafts().begin(name, "video/mp4", FRONT_BYTES);
    drafts().add(draft, List.of(), noise(5 << 20));
    List<Part> parts = twoParts(draft);
    byte[] front = front(draft);

    drafts().complete(draft, parts, front, name);

    assertIsThere(name, front);
  }

  @Test
  default void whatWasLetGoOfIsAbsent() {
    ObjectName name = new ObjectName(tenant(), "gone.mp4");
    Draft draft = drafts().begin(name, "video/mp4", FRONT_BYTES);
    List<Part> parts = twoParts(draft);

    drafts().abandon(draft);
    drafts().abandon(draft);

    assertAbsent(draft, parts, name);
  }

  @Test
  default void whatNobodyCompletesIsLetGoOfInTime() {
    ObjectName name = new ObjectName(tenant(), "forgotten.mp4");
    Draft draft = drafts().begin(name, "video/mp4", FRONT_BYTES);
    List<Part> parts = twoParts(draft);

    drafts().abandonOlderThan(Instant.now().minus(Duration.ofDays(1)));
    drafts().add(draft, parts, noise(10));
    drafts().abandonOlderThan(Instant.now().plus(Duration.ofDays(1)));

    assertAbsent(draft, parts, name);
  }

  /** At the latest when it is completed: stores differ in whether they look at each part. */
  private void assertAbsent(Draft draft, List<Part> parts, ObjectName name) {
    assertThatThrownBy(() -> drafts().complete(draft, parts, front(draft), name))
        .isInstanceOfSatisfying(
            WeirFault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.OBJECT_ABSENT));
  }
}
