package dev.weir.recorder.export;

import dev.weir.media.hls.SampleShape;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.media.mp4.Movie;
import dev.weir.media.mp4.MovieTrack;
import dev.weir.recorder.take.KeptSegment;
import dev.weir.recorder.take.KeptSegment.KeptPart;
import dev.weir.recorder.take.KeptSegment.KeptTrack;
import dev.weir.recorder.take.Take;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * MP4 with its index in front. The journal alone tells the index, so that the media is copied once,
 * from file to file within the kernel.
 */
final class Mp4Export {

  private final Take take;
  private final Map<TrackKind, MovieTrack> tracks = new EnumMap<>(TrackKind.class);
  private final OneClock clock = new OneClock();

  private long mediaBytes;

  private Mp4Export(Take take) {
    this.take = take;
    for (TrackInit init : take.tracks()) {
      MovieTrack track = new MovieTrack(tracks.size() + 1, init.timescale(), init.track());
      tracks.put(init.kind(), track);
    }
  }

  static List<ExportedFile> of(Take take) throws IOException {
    Mp4Export export = new Mp4Export(take);
    take.forEach(export::index);
    Path file = take.directory().resolve("movie.mp4");
    try (FileChannel out = Fresh.file(file)) {
      ByteBuffer head =
          ByteBuffer.wrap(Movie.head(List.copyOf(export.tracks.values()), export.mediaBytes));
      while (head.hasRemaining()) {
        out.write(head);
      }
      export.copyMedia(out);
    }
    return List.of(new ExportedFile(".mp4", file, "video/mp4"));
  }

  private void index(KeptSegment segment) {
    long shiftMs = clock.shiftMs(segment);
    for (KeptTrack kept : segment.tracks()) {
      MovieTrack track = Objects.requireNonNull(tracks.get(kept.kind()));
      long shiftTicks = shiftMs * timescale(kept.kind()) / 1_000;
      for (KeptPart part : kept.parts()) {
        track.beginChunk(mediaBytes);
        for (SampleShape sample : part.samples()) {
          track.add(
              sample.decodeTicks() + shiftTicks,
              sample.durationTicks(),
              sample.compositionOffsetTicks(),
              sample.sync(),
              sample.lengthBytes());
        }
        mediaBytes += part.payloadBytes();
      }
    }
  }

  private int timescale(TrackKind kind) {
    return take.tracks().stream()
        .filter(init -> init.kind() == kind)
        .mapToInt(TrackInit::timescale)
        .findFirst()
        .orElseThrow();
  }

  private void copyMedia(FileChannel out) throws IOException {
    try (TakeMedia media = TakeMedia.open(take)) {
      take.forEach(segment -> {
        for (KeptTrack track : segment.tracks()) {
          long offset = track.offset();
          for (KeptPart part : track.parts()) {
            offset += part.bytes();
            media.copy(track.kind(), offset - part.payloadBytes(), part.payloadBytes(), out);
          }
        }
      });
    }
  }
}
