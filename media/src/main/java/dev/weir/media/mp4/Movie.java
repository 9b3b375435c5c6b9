package dev.weir.media.mp4;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.fmp4.Box;
import dev.weir.media.fmp4.ContainerBox;
import dev.weir.media.fmp4.FileTypeBox;
import dev.weir.media.fmp4.MovieHeaderBox;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands before the media of a file: {@code ftyp}, {@code moov} with the index of all samples,
 * and the head of {@code mdat}. The file is this and then the media, byte for byte.
 */
public final class Movie {

  /** Units of the movie's own clock, milliseconds. */
  static final int UNITS_PER_SECOND = 1_000;

  /** Version 4 of the base format is the first with signed composition offsets. */
  private static final FileTypeBox BRANDS =
      new FileTypeBox("iso4", List.of("iso4", "isom", "mp42"));

  private static final int LARGE_SIZE_FOLLOWS = 1;
  private static final int MEDIA_HEAD_BYTES = 16;

  /** More than a head has besides its tables, as a rule. */
  private static final int SPARE_BYTES = 1 << 12;

  /** Bytes of the smallest filler. */
  public static final int FILLER_BYTES = 8;

  private Movie() {}

  /**
   * The head of a file.
   *
   * @param tracks to which nothing is added any more; those without samples are left out
   * @param mediaBytes how many bytes of media follow
   */
  public static byte[] head(List<MovieTrack> tracks, long mediaBytes) {
    return head(tracks, mediaBytes, headBytes(tracks, mediaBytes));
  }

  /** How long such a head is. */
  public static int headBytes(List<MovieTrack> tracks, long mediaBytes) {
    // Offsets take the same room whatever they are.
    return write(closed(tracks), mediaBytes, 0).length();
  }

  /**
   * A head that is as long as somebody wants it, filled up with {@code free} space (8.1.2).
   *
   * @param wholeBytes {@link #headBytes}, or more by at least {@link #FILLER_BYTES}
   */
  public static byte[] head(List<MovieTrack> tracks, long mediaBytes, int wholeBytes) {
    ByteSlice head = write(closed(tracks), mediaBytes, wholeBytes);
    // An index may be large: it is not held twice.
    return head.length() == head.array().length ? head.array() : head.toByteArray();
  }

  private static List<MovieTrack> closed(List<MovieTrack> tracks) {
    List<MovieTrack> present = tracks.stream().filter(track -> !track.isEmpty()).toList();
    present.forEach(MovieTrack::close);
    return present;
  }

  private static ByteSlice write(List<MovieTrack> tracks, long mediaBytes, int mediaStart) {
    long origin = tracks.stream().mapToLong(t -> t.start(UNITS_PER_SECOND)).min().orElse(0);
    long end = tracks.stream().mapToLong(t -> t.end(UNITS_PER_SECOND)).max().orElse(origin);
    List<Box> children = new ArrayList<>();
    children.add(new MovieHeaderBox(tracks.size() + 1, end - origin));
    for (MovieTrack track : tracks) {
      children.add(track.box(origin, UNITS_PER_SECOND, mediaStart));
    }
    int tableBytes = tracks.stream().mapToInt(MovieTrack::tableBytes).sum();
    ByteSink sink = new ByteSink(mediaStart > 0 ? mediaStart : SPARE_BYTES + tableBytes);
    BRANDS.write(sink);
    new ContainerBox("moov", children).write(sink);
    int fillerBytes = mediaStart == 0 ? 0 : mediaStart - MEDIA_HEAD_BYTES - sink.size();
    if (fillerBytes != 0 && fillerBytes < FILLER_BYTES) {
      throw new IllegalArgumentException("no room for the index: " + fillerBytes);
    }
    if (fillerBytes > 0) {
      sink.u32(fillerBytes).ascii("free").fill(fillerBytes - FILLER_BYTES, 0);
    }
    sink.u32(LARGE_SIZE_FOLLOWS).ascii("mdat").u64(MEDIA_HEAD_BYTES + mediaBytes);
    return sink.toSlice();
  }
}
