package dev.weir.stream.fanout;

import dev.weir.media.flv.FlvTag;
import java.util.List;

/**
 * What a viewer must be told before the batch at which it begins.
 *
 * @param hasAudio whether sound is expected
 * @param hasVideo whether pictures are expected
 * @param version changes with the content of {@code tags}, their times apart
 * @param tags metadata and decoder configuration, stamped with the time of the batch
 */
public record Opening(boolean hasAudio, boolean hasVideo, long version, List<FlvTag> tags) {

  /** Copies the list. */
  public Opening {
    tags = List.copyOf(tags);
  }
}
