package dev.weir.transcoder.snapshot;

import dev.weir.media.flv.FlvHeader;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.FlvTagWriter;
import java.io.ByteArrayOutputStream;
import java.time.Instant;

/**
 * All that a decoder needs to make one picture.
 *
 * @param configuration what it is told first
 * @param keyFrame the picture, coded
 * @param seenAt when the key frame came
 */
record Negative(FlvTag configuration, FlvTag keyFrame, Instant seenAt) {

  /** As a file. */
  byte[] toFlv() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new FlvHeader(false, true).toBytes());
    file.writeBytes(FlvTagWriter.toBytes(new VideoTag(0, configuration.body())));
    file.writeBytes(FlvTagWriter.toBytes(new VideoTag(0, keyFrame.body())));
    return file.toByteArray();
  }
}
