package dev.weir.recorder.take;

import dev.weir.media.hls.CmafPackager;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.recorder.take.KeptSegment.KeptTrack;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A take to which nothing is added any more, whether it was closed or a crash has ended it: all
 * segments that are whole, and nothing behind them.
 *
 * @param directory where it is
 * @param facts what was known when it began
 * @param tracks what it consists of, the leading one first
 * @param extent how much there is
 */
public record Take(Path directory, TakeFacts facts, List<TrackInit> tracks, Extent extent) {

  /**
   * How much media a take has.
   *
   * @param segments how many
   * @param durationMs length of its leading track, milliseconds
   * @param bytes of all tracks, with their heads
   * @param endMs when its end was received, Unix milliseconds
   */
  public record Extent(int segments, long durationMs, long bytes, long endMs) {}

  /** What looks at segments, one after the other. */
  @FunctionalInterface
  public interface Visitor {

    /** The next segment. */
    void visit(KeptSegment segment) throws IOException;
  }

  /** Makes the list immutable. */
  public Take {
    tracks = List.copyOf(tracks);
  }

  /** Whether a directory is a take at all: a crash may have come before there was one. */
  public static boolean isBegun(Path directory) {
    return TakeFacts.isIn(directory);
  }

  /** What was known of a take when it began. */
  public static TakeFacts facts(Path directory) throws IOException {
    return TakeFacts.read(directory);
  }

  /** Opens a take, and cuts off what a crash has left behind its last whole segment. */
  public static Take open(Path directory) throws IOException {
    TakeFacts facts = TakeFacts.read(directory);
    List<TrackInit> tracks;
    try (DataInputStream in = journal(directory)) {
      tracks =
          Journal.readTracks(Journal.next(in).orElseThrow(() -> new EOFException("no tracks")));
    }
    Measure measure = new Measure(directory, tracks);
    visit(directory, measure);
    measure.cutOff();
    return new Take(directory, facts, tracks, measure.extent());
  }

  /** Shows all segments, in order. */
  public void forEach(Visitor visitor) throws IOException {
    int[] left = {extent.segments()};
    visit(
        directory,
        segment -> {
          if (left[0]-- > 0) {
            visitor.visit(segment);
          }
        });
  }

  /** The file of a track: its init segment, and then its segments. */
  public Path media(TrackKind kind) {
    return TakeFiles.media(directory, kind);
  }

  private static DataInputStream journal(Path directory) throws IOException {
    return new DataInputStream(
        new BufferedInputStream(Files.newInputStream(TakeFiles.journal(directory)), 1 << 16));
  }

  private static void visit(Path directory, Visitor visitor) throws IOException {
    try (DataInputStream in = journal(directory)) {
      Optional<byte[]> record = Journal.next(in);
      for (record = Journal.next(in); record.isPresent(); record = Journal.next(in)) {
        visitor.visit(Journal.readSegment(record.get()));
      }
    }
  }

  /** Finds the last segment whose bytes are all there. */
  private static final class Measure implements Visitor {

    private final Path directory;
    private final Map<TrackKind, Long> sizes = new EnumMap<>(TrackKind.class);
    private final Map<TrackKind, Long> ends = new EnumMap<>(TrackKind.class);
    private int segments;
    private long durationMs;
    private long endMs;
    private boolean torn;

    Measure(Path directory, List<TrackInit> tracks) throws IOException {
      this.directory = directory;
      for (TrackInit init : tracks) {
        sizes.put(init.kind(), Files.size(TakeFiles.media(directory, init.kind())));
        ends.put(init.kind(), (long) CmafPackager.init(init).length());
      }
    }

    @Override
    public void visit(KeptSegment segment) {
      torn =
          torn
              || segment.tracks().stream()
                  .anyMatch(track -> end(track) > sizes.getOrDefault(track.kind(), 0L));
      if (torn) {
        return;
      }
      segment.tracks().forEach(track -> ends.put(track.kind(), end(track)));
      segments++;
      durationMs += segment.leading().durationMs();
      endMs = segment.leading().programDateTimeMs() + segment.leading().durationMs();
    }

    private static long end(KeptTrack track) {
      return track.offset() + track.bytes();
    }

    void cutOff() throws IOException {
      for (Map.Entry<TrackKind, Long> end : ends.entrySet()) {
        Path file = TakeFiles.media(directory, end.getKey());
        try (FileChannel media = FileChannel.open(file, StandardOpenOption.WRITE)) {
          media.truncate(end.getValue());
        }
      }
    }

    Extent extent() {
      long bytes = ends.values().stream().mapToLong(Long::longValue).sum();
      return new Extent(segments, durationMs, bytes, endMs);
    }
  }
}
