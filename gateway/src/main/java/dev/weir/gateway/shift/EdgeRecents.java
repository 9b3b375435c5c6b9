package dev.weir.gateway.shift;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.gateway.edge.EdgeRooms;
import dev.weir.gateway.edge.OwnersAnswers;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.lease.StreamLease;
import dev.weir.stream.origin.OriginClient;
import dev.weir.stream.shift.ShiftSegment;
import dev.weir.stream.shift.ShiftSlice;
import dev.weir.stream.shift.SliceId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Slices of this process, and those of a stream's owner, asked for at most once in a while. */
public final class EdgeRecents implements RecentSource {

  /** How long an answer stands. */
  static final Duration MEMORY = Duration.ofSeconds(1);

  /** Most streams whose slices are remembered. */
  static final int MAX_STREAMS = 256;

  /** Longer than a node takes to give up another one. */
  private static final int PATIENCE_S = 10;

  private final RecentSource here;
  private final EdgeRooms rooms;
  private final OwnersAnswers<List<ShiftSlice>> elsewhere;

  /** Looks {@code here} first. */
  public EdgeRecents(RecentSource here, EdgeRooms rooms) {
    this.here = here;
    this.rooms = rooms;
    this.elsewhere = new OwnersAnswers<>(rooms, rooms.client()::slices, MEMORY, MAX_STREAMS);
  }

  @Override
  public List<ShiftSlice> slices(StreamAddress stream) throws IOException {
    List<ShiftSlice> all = new ArrayList<>(here.slices(stream));
    all.addAll(await(elsewhere.find(stream)).orElseGet(List::of));
    return all;
  }

  @Override
  public Optional<File> file(StreamAddress stream, SliceId slice, TrackKind kind)
      throws IOException {
    Optional<File> own = here.file(stream, slice, kind);
    if (own.isPresent()) {
      return own;
    }
    Optional<ShiftSlice> theirs =
        await(elsewhere.find(stream)).orElseGet(List::of).stream()
            .filter(one -> one.id().equals(slice))
            .findFirst();
    Optional<StreamLease> owner =
        theirs.isPresent() ? await(rooms.owners().owner(stream)) : Optional.empty();
    return owner.map(lease ->
        new File(
            bytes(theirs.orElseThrow(), kind),
            (offset, length) -> new Pieces(lease, slice, kind, offset, offset + length)));
  }

  /** As far as its owner has told of it. */
  private static long bytes(ShiftSlice slice, TrackKind kind) {
    OptionalInt track = slice.track(kind);
    return track.isEmpty()
        ? 0
        : slice.segments().stream()
            .map(ShiftSegment::stretches)
            .map(stretches -> stretches.get(track.getAsInt()))
            .mapToLong(stretch -> stretch.offset() + stretch.bytes())
            .max()
            .orElse(0);
  }

  private static <T> T await(Future<T> answer) throws IOException {
    try {
      return answer.toCompletionStage().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException lost) {
      throw new IOException(lost);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
  }

  /** A range of another node's file, fetched piece by piece as it is read. */
  private final class Pieces extends InputStream {

    private final StreamLease owner;
    private final SliceId slice;
    private final TrackKind kind;
    private final long end;
    private long position;
    private InputStream piece = InputStream.nullInputStream();

    Pieces(StreamLease owner, SliceId slice, TrackKind kind, long position, long end) {
      this.owner = owner;
      this.slice = slice;
      this.kind = kind;
      this.position = position;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = piece.read(into, offset, length);
      if (read < 0 && position < end) {
        piece = next();
        read = piece.read(into, offset, length);
      }
      return read;
    }

    private InputStream next() throws IOException {
      int length = (int) Math.min(OriginClient.MAX_SLICE_PIECE_BYTES, end - position);
      byte[] bytes =
          await(rooms.client().sliceMedia(owner, slice, kind, position, length))
              .map(Buffer::getBytes)
              .orElseGet(() -> new byte[0]);
      if (bytes.length != length) {
        throw new IOException("slice=" + slice + " node=" + owner.node() + " gave no piece");
      }
      position += length;
      return new ByteArrayInputStream(bytes);
    }
  }
}
