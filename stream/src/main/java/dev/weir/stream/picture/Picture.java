package dev.weir.stream.picture;

import dev.weir.contract.keeping.SnapshotRule.Format;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * One picture of a stream.
 *
 * @param format how it is coded
 * @param bytes the file, up to {@link #MAX_BYTES}; shared, so never to be changed
 * @param takenAt when it was seen
 */
public record Picture(Format format, Buffer bytes, Instant takenAt) {

  /** Most bytes of a picture; a larger one is not kept. */
  public static final int MAX_BYTES = 1 << 20;

  /** Its entity tag with quotes (RFC 9110, section 8.8.3), the same in every process. */
  public String entityTag() {
    return "\"%x-%x\"".formatted(takenAt.toEpochMilli(), bytes.length());
  }
}
