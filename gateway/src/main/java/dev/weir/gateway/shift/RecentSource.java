package dev.weir.gateway.shift;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.gateway.vod.RangedFile;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.shift.RecentShifts;
import dev.weir.stream.shift.ShiftSlice;
import dev.weir.stream.shift.SliceId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where slices are that the store may not have yet. To be asked on virtual threads: blocks. Fails
 * with an {@link IOException} when whoever has them does not answer.
 */
public interface RecentSource {

  /** All of a stream's, in order. */
  List<ShiftSlice> slices(StreamAddress stream) throws IOException;

  /** A track of one; empty when it is not there. */
  Optional<File> file(StreamAddress stream, SliceId slice, TrackKind kind) throws IOException;

  /**
   * The file of a track as far as it has come.
   *
   * @param bytes its size now
   * @param source opens ranges of it
   */
  record File(long bytes, RangedFile.Source source) {}

  /** Those of this process. */
  static RecentSource of(RecentShifts here) {
    return new Here(here);
  }

  /** Those of this process. */
  record Here(RecentShifts shifts) implements RecentSource {

    @Override
    public List<ShiftSlice> slices(StreamAddress stream) {
      return shifts.slices(stream);
    }

    @Override
    public Optional<File> file(StreamAddress stream, SliceId slice, TrackKind kind)
        throws IOException {
      Optional<Path> found = shifts.file(stream, slice, kind);
      return found.isPresent()
          ? Optional.of(new File(Files.size(found.get()), (offset, _) -> open(found.get(), offset)))
          : Optional.empty();
    }

    /** It may have more bytes than are asked for; whoever answers takes no more. */
    private static InputStream open(Path path, long offset) throws IOException {
      FileChannel file = FileChannel.open(path);
      try {
        file.position(offset);
        return Channels.newInputStream(file);
      } catch (IOException failed) {
        file.close();
        throw failed;
      }
    }
  }
}
