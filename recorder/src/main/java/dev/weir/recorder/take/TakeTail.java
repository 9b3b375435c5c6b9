package dev.weir.recorder.take;

import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A take that may still grow, read from its beginning on as far as it is whole. A segment's media
 * is there when its record is. Belongs to one thread; reads beside the writer.
 */
public final class TakeTail {

  /** Length and sum before a record. */
  private static final int RECORD_HEAD_BYTES = 8;

  private final Path directory;
  private final List<TrackInit> tracks;

  private long position;
  private int segments;

  /**
   * Segments that follow each other.
   *
   * @param end where the journal goes on behind them
   */
  public record Stretch(List<KeptSegment> segments, long end) {

    /** Makes the list immutable. */
    public Stretch {
      segments = List.copyOf(segments);
    }
  }

  private TakeTail(Path directory, List<TrackInit> tracks, long position) {
    this.directory = directory;
    this.tracks = List.copyOf(tracks);
    this.position = position;
  }

  /** Opens one at its beginning. */
  public static TakeTail open(Path directory) throws IOException {
    try (DataInputStream in = journal(directory, 0)) {
      byte[] record = Journal.next(in).orElseThrow(() -> new EOFException("no tracks"));
      return new TakeTail(
          directory, Journal.readTracks(record), (long) RECORD_HEAD_BYTES + record.length);
    }
  }

  /** What it consists of. */
  public List<TrackInit> tracks() {
    return tracks;
  }

  /** The file of a track. */
  public Path media(TrackKind kind) {
    return TakeFiles.media(directory, kind);
  }

  /** Bytes of all tracks, whole or not. */
  public long bytes() throws IOException {
    long bytes = 0;
    for (TrackInit init : tracks) {
      bytes += Files.size(media(init.kind()));
    }
    return bytes;
  }

  /** How many segments were passed. */
  public int segments() {
    return segments;
  }

  /**
   * What follows and is whole; stays where it is.
   *
   * @param payloadBytes so many coded bytes or a little more, or as many as there are
   * @param mostSegments not more of them
   */
  public Stretch next(long payloadBytes, int mostSegments) throws IOException {
    List<KeptSegment> next = new ArrayList<>();
    long bytes = 0;
    long end = position;
    try (DataInputStream in = journal(directory, position)) {
      while (bytes < payloadBytes && next.size() < mostSegments) {
        Optional<byte[]> record = Journal.next(in);
        if (record.isEmpty()) {
          break;
        }
        KeptSegment segment = Journal.readSegment(record.get());
        next.add(segment);
        bytes += segment.payloadBytes();
        end += RECORD_HEAD_BYTES + record.get().length;
      }
    }
    return new Stretch(next, end);
  }

  /** Goes on behind so many segments, where the journal goes on behind them. */
  public void pass(int passedSegments, long end) {
    segments = passedSegments;
    position = end;
  }

  private static DataInputStream journal(Path directory, long from) throws IOException {
    FileChannel file = FileChannel.open(TakeFiles.journal(directory), StandardOpenOption.READ);
    InputStream in = Channels.newInputStream(file.position(from));
    return new DataInputStream(new BufferedInputStream(in, 1 << 16));
  }
}
