package dev.weir.runtime.storage;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.MarkImage;

/**
 * What images of watermarks are called in a store: by what they are, so that none is ever written
 * over by another.
 */
public final class WatermarkName {

  /** What such an object is. */
  public static final String MEDIA_TYPE = "image/png";

  private WatermarkName() {}

  /** A tenant's image. */
  public static ObjectName of(TenantId tenant, MarkImage image) {
    return new ObjectName(
        tenant, RecordingObjects.RESERVED + "watermarks/" + image.digest() + ".png");
  }
}
