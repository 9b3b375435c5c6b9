package dev.weir.portal.watermark;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.MarkImage;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.WatermarkName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Images of watermarks in the object store, where nodes fetch them. */
final class ImageShelf {

  private static final Logger LOG = LoggerFactory.getLogger(ImageShelf.class);

  private final ObjectStore store;

  ImageShelf(ObjectStore store) {
    this.store = store;
  }

  /** Keeps an image; throws {@code WeirFault} when the store does not take it. */
  void put(TenantId tenant, UploadedImage image) {
    try {
      Path file = Files.createTempFile("weir-watermark-", ".png");
      try {
        Files.write(file, image.bytes());
        store.put(WatermarkName.of(tenant, image.image()), file, WatermarkName.MEDIA_TYPE);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException noRoom) {
      throw new WeirFault(FaultCode.STORAGE_UNAVAILABLE, "cause=" + noRoom);
    }
  }

  /** The bytes of an image; throws {@code WeirFault} when they cannot be had. */
  byte[] get(TenantId tenant, MarkImage image) {
    ObjectName name = WatermarkName.of(tenant, image);
    try (InputStream object = store.read(name, 0, MarkImage.MAX_BYTES)) {
      return object.readAllBytes();
    } catch (IOException broken) {
      throw new WeirFault(
          FaultCode.STORAGE_UNAVAILABLE, "object=%s cause=%s".formatted(name, broken));
    }
  }

  /** Deletes an image that nothing shows any more; where that fails, it takes up its room. */
  void drop(TenantId tenant, MarkImage image) {
    ObjectName name = WatermarkName.of(tenant, image);
    try {
      store.delete(name);
    } catch (WeirFault stays) {
      LOG.warn("event=portal.watermark.image-stays object={} cause={}", name, stays.toString());
    }
  }
}
