package dev.weir.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store does, whatever it stands on. */
interface ObjectStoreContract {

  /** The store, the same for all tests. */
  ObjectStore store();

  /** A directory for files that are to be stored. */
  Path files();

  private Path file(byte[] content) {
    try {
      return Files.write(files().resolve(UUID.randomUUID().toString()), content);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Path file(String content) {
    return file(content.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] whole(ObjectName name) throws IOException {
    long bytes = store().find(name).orElseThrow().bytes();
    try (InputStream object = store().read(name, 0, bytes)) {
      return object.readAllBytes();
    }
  }

  private static ObjectName name(String path) {
    return new ObjectName(new TenantId(UUID.randomUUID()), path);
  }

  @Test
  default void givesBackWhatWasPut() throws IOException {
    ObjectName name = name("record/live/demo01/0_a.mp4");

    store().put(name, file("media"), "video/mp4");

    assertThat(whole(name)).asString().isEqualTo("media");
  }

  @Test
  default void replacesAnObjectWhole() throws IOException {
    ObjectName name = name("latest.jpg");
    store().put(name, file("a long first picture"), "image/jpeg");

    store().put(name, file("second"), "image/jpeg");

    assertThat(whole(name)).asString().isEqualTo("second");
  }

  @Test
  default void readsARangeAndNoMore() throws IOException {
    ObjectName name = name("a.flv");
    store().put(name, file("0123456789"), "video/x-flv");

    try (InputStream range = store().read(name, 3, 4)) {
      assertThat(new String(range.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("3456");
    }
    try (InputStream end = store().read(name, 8, 100)) {
      assertThat(new String(end.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("89");
    }
  }

  @Test
  default void keepsWhatIsLargerThanOnePart() throws IOException {
    ObjectName name = name("large.mp4");
    byte[] media = new byte[40 << 20];
    new Random(6).nextBytes(media);

    store().put(name, file(media), "video/mp4");

    assertThat(whole(name)).isEqualTo(media);
  }

  @Test
  default void saysThatAnObjectIsAbsent() {
    ObjectName name = name("nothing.mp4");

    assertThat(store().find(name)).isEqualTo(Optional.empty());
    assertThatThrownBy(() -> store().read(name, 0, 1))
        .isInstanceOfSatisfying(
            WeirFault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.OBJECT_ABSENT));
  }

  @Test
  default void deletesAnObjectOnceOrTwice() throws IOException {
    ObjectName name = name("a/b/c.ts");
    store().put(name, file("x"), "video/mp2t");

    store().delete(name);
    store().delete(name);

    assertThat(store().find(name)).isEmpty();
    assertThat(store().list(name.tenant(), "", "", 10)).isEmpty();
  }

  @Test
  default void listsATenantsObjectsPageByPage() throws IOException {
    TenantId tenant = new TenantId(UUID.randomUUID());
    for (String path : List.of("b/2.ts", "b/10.ts", "b.m3u8", "a/1.ts", "b/1/x.ts", "c.ts")) {
      store().put(new ObjectName(tenant, path), file(path), "video/mp2t");
    }
    store().put(name("b/foreign.ts"), file("x"), "video/mp2t");

    List<StoredObject> first = store().list(tenant, "b", "", 2);
    List<StoredObject> rest = store().list(tenant, "b", first.getLast().name().path(), 100);

    assertThat(first).extracting(o -> o.name().path()).containsExactly("b.m3u8", "b/1/x.ts");
    assertThat(rest).extracting(o -> o.name().path()).containsExactly("b/10.ts", "b/2.ts");
    assertThat(rest.getLast().bytes()).isEqualTo(6);
  }
}
