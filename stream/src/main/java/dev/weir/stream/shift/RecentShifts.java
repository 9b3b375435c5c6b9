package dev.weir.stream.shift;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.media.hls.TrackKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The slices of this process that the store may not have yet, the growing ones among them, and
 * where their files are. How many there are is bounded by the room that the files have.
 * Thread-safe.
 */
public final class RecentShifts {

  private final Map<StreamAddress, Map<Long, Kept>> byStream = new ConcurrentHashMap<>();

  /** A slice and its files. */
  private record Kept(ShiftSlice slice, Map<TrackKind, Path> files) {}

  /** A slice is there, or has grown. */
  public void put(StreamAddress stream, ShiftSlice slice, Map<TrackKind, Path> files) {
    byStream.compute(
        stream,
        (_, known) -> {
          Map<Long, Kept> next = known == null ? new TreeMap<>() : new TreeMap<>(known);
          next.put(slice.firstNumber(), new Kept(slice, Map.copyOf(files)));
          return next;
        });
  }

  /** The files of a slice go; whoever looks for it finds it in the store. */
  public void remove(StreamAddress stream, SliceId slice) {
    byStream.computeIfPresent(
        stream,
        (_, known) -> {
          Map<Long, Kept> next = new TreeMap<>(known);
          next.values().removeIf(kept -> kept.slice().id().equals(slice));
          return next.isEmpty() ? null : next;
        });
  }

  /** All of a stream's, in order. */
  public List<ShiftSlice> slices(StreamAddress stream) {
    return byStream.getOrDefault(stream, Map.of()).values().stream().map(Kept::slice).toList();
  }

  /** Where a track of a slice is; empty when it is not here. */
  public Optional<Path> file(StreamAddress stream, SliceId slice, TrackKind kind) {
    return byStream.getOrDefault(stream, Map.of()).values().stream()
        .filter(kept -> kept.slice().id().equals(slice))
        .findFirst()
        .flatMap(kept -> Optional.ofNullable(kept.files().get(kind)));
  }
}
