package dev.weir.transcoder.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.MarkImage;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.storage.DirectoryStore;
import dev.weir.runtime.storage.WatermarkName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in a store, and on a node. */
class MarkImagesTest {

  private static final TenantId TENANT = new TenantId(new UUID(0, 1));

  @TempDir private Path folder;

  private DirectoryStore store;
  private MarkImages images;

  @BeforeEach
  void open() {
    store = new DirectoryStore(folder.resolve("objects"));
    images = new MarkImages(store, folder.resolve("kept"), TimeSource.system());
  }

  @Test
  void whatWasFetchedOnceNeedsNoStore() throws Exception {
    MarkImage logo = put("a logo", "a logo");
    assertThat(images.bytes(TENANT, logo)).asString(StandardCharsets.UTF_8).isEqualTo("a logo");

    store.delete(WatermarkName.of(TENANT, logo));

    assertThat(images.bytes(TENANT, logo)).asString(StandardCharsets.UTF_8).isEqualTo("a logo");
  }

  @Test
  void whatIsNotThereIsToldByItsDigest() throws Exception {
    MarkImage logo = put("a logo", "a logo");
    store.delete(WatermarkName.of(TENANT, logo));

    assertThatThrownBy(() -> images.bytes(TENANT, logo))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(logo.digest());
  }

  @Test
  void whatIsNotWhatItsNameSaysIsNotUsed() throws Exception {
    MarkImage forged = put("another logo", "a logo");
    MarkImage spoilt = put("good", "good");
    images.bytes(TENANT, spoilt);
    Files.writeString(folder.resolve("kept/" + spoilt.digest() + ".png"), "goof");

    assertThatThrownBy(() -> images.bytes(TENANT, forged)).isInstanceOf(IOException.class);
    assertThat(images.bytes(TENANT, spoilt)).asString(StandardCharsets.UTF_8).isEqualTo("good");
  }

  @Test
  void thoseUsedLastAreKept() throws Exception {
    for (int i = 0; i <= MarkImages.MAX_KEPT; i++) {
      images.bytes(TENANT, put("logo " + i, "logo " + i));
    }

    try (Stream<Path> kept = Files.list(folder.resolve("kept"))) {
      assertThat(kept).hasSize(MarkImages.MAX_KEPT);
    }
  }

  private MarkImage put(String content, String named) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(named.getBytes(StandardCharsets.UTF_8));
    MarkImage image = new MarkImage(HexFormat.of().formatHex(digest), 10, 10);
    Path file = Files.writeString(folder.resolve(named.replace(' ', '-')), content);
    store.put(WatermarkName.of(TENANT, image), file, WatermarkName.MEDIA_TYPE);
    return image;
  }
}
