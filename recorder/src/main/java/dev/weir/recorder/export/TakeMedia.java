package dev.weir.recorder.export;

import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.recorder.take.Take;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The media files of a take, open for reading. */
final class TakeMedia implements AutoCloseable {

  private final Map<TrackKind, FileChannel> files = new EnumMap<>(TrackKind.class);

  private TakeMedia() {}

  static TakeMedia open(Take take) throws IOException {
    TakeMedia media = new TakeMedia();
    for (TrackInit init : take.tracks()) {
      media.files.put(
          init.kind(), FileChannel.open(take.media(init.kind()), StandardOpenOption.READ));
    }
    return media;
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
    FileChannel file = Objects.requireNonNull(files.get(kind));
    ByteBuffer into = ByteBuffer.allocate(bytes);
    while (into.hasRemaining()) {
      if (file.read(into, offset + into.position()) < 0) {
        throw new EOFException("a take is shorter than its journal");
      }
    }
    return into.array();
  }

  @Override
  public void close() throws IOException {
    for (FileChannel file : files.values()) {
      file.close();
    }
  }
}
