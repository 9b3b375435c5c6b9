package dev.weir.recorder.export;

import dev.weir.media.bytes.MediaException;
import dev.weir.media.flv.FlvHeader;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.FlvTagWriter;
import dev.weir.recorder.take.KeptSegment;
import dev.weir.recorder.take.Take;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a picture of a take is made of: one key frame. Streams like to begin in black, so it is not
 * the first one, but one a while behind it.
 */
public final class Still {

  /** At which part of a take. */
  private static final int BEHIND = 10;

  /** The latest at which a long take is looked at. */
  private static final long LATEST_MS = 30_000;

  private final long wantedMs;
  private long passedMs;
  private Optional<KeptSegment> chosen = Optional.empty();

  private Still(long wantedMs) {
    this.wantedMs = wantedMs;
  }

  /** An FLV file with one key frame; empty for a take without a picture, or one FLV cannot have. */
  public static Optional<byte[]> of(Take take) throws IOException {
    Still still = new Still(Math.min(take.extent().durationMs() / BEHIND, LATEST_MS));
    take.forEach(still::look);
    return still.chosen.isEmpty() ? Optional.empty() : file(take, still.chosen.get());
  }

  private void look(KeptSegment segment) {
    if (passedMs <= wantedMs && FlvTags.keyFrames(segment) > 0) {
      chosen = Optional.of(segment);
    }
    passedMs += segment.leading().durationMs();
  }

  private static Optional<byte[]> file(Take take, KeptSegment segment) throws IOException {
    FlvTags tags = new FlvTags(take);
    try (TakeMedia media = TakeMedia.open(take)) {
      Optional<FlvTag> keyFrame =
          tags.of(segment, media).stream()
              .filter(tag -> tag instanceof VideoTag && tag.isKeyFrame())
              .findFirst();
      Stream<FlvTag> configuration =
          tags.configuration().stream().filter(tag -> tag instanceof VideoTag);
      return keyFrame.map(frame -> file(Stream.concat(configuration, Stream.of(frame)).toList()));
    } catch (MediaException unfit) {
      return Optional.empty();
    }
  }

  private static byte[] file(List<FlvTag> tags) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new FlvHeader(false, true).toBytes());
    tags.forEach(tag -> file.writeBytes(FlvTagWriter.toBytes(new VideoTag(0, tag.body()))));
    return file.toByteArray();
  }
}
