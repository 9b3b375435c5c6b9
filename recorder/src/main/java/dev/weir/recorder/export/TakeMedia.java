package dev.weir.recorder.export;

import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.recorder.take.KeptSegment;
import dev.weir.recorder.take.KeptSegment.KeptPart;
import dev.weir.recorder.take.KeptSegment.KeptTrack;
import dev.weir.recorder.take.Take;
import dev.weir.recorder.take.TakeTail;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The media files of a take, open for reading. */
public final class TakeMedia implements AutoCloseable {

  private final Map<TrackKind, FileChannel> files = new EnumMap<>(TrackKind.class);

  private TakeMedia() {}

  static TakeMedia open(Take take) throws IOException {
    return open(take.tracks(), take::media);
  }

  private static TakeMedia open(List<TrackInit> tracks, Function<TrackKind, Path> place)
      throws IOException {
    TakeMedia media = new TakeMedia();
    for (TrackInit init : tracks) {
      media.files.put(
          init.kind(), FileChannel.open(place.apply(init.kind()), StandardOpenOption.READ));
    }
    return media;
  }

  /**
   * The coded bytes of segments as a movie has them, one after the other.
   *
   * @param take which may still grow
   */
  public static byte[] payload(TakeTail take, List<KeptSegment> segments) throws IOException {
    long bytes = segments.stream().mapToLong(KeptSegment::payloadBytes).sum();
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(bytes));
    try (TakeMedia media = open(take.tracks(), take::media)) {
      for (KeptSegment segment : segments) {
        for (KeptTrack track : segment.tracks()) {
          long offset = track.offset();
          for (KeptPart part : track.parts()) {
            offset += part.bytes();
            media.read(
                track.kind(),
                offset - part.payloadBytes(),
                all.slice(all.position(), part.payloadBytes()));
            all.position(all.position() + part.payloadBytes());
          }
        }
      }
    }
    return all.array();
  }

  /** Appends a range of a track's file to another file. */
  void copy(TrackKind kind, long offset, long bytes, FileChannel out) throws IOException {
    FileChannel file = Objects.requireNonNull(files.get(kind));
    long copied = 0;
    while (copied < bytes) {
      long more = file.transferTo(offset + copied, bytes - copied, out);
      if (more <= 0) {
        throw new EOFException("a take is shorter than its journal");
      }
      copied += more;
    }
  }

  /** A range of a track's file. */
  byte[] read(TrackKind kind, long offset, int bytes) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(bytes);
    read(kind, offset, into);
    return into.array();
  }

  private void read(TrackKind kind, long offset, ByteBuffer into) throws IOException {
    FileChannel file = Objects.requireNonNull(files.get(kind));
    while (into.hasRemaining()) {
      if (file.read(into, offset + into.position()) < 0) {
        throw new EOFException("a take is shorter than its journal");
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (FileChannel file : files.values()) {
      file.close();
    }
  }
}
