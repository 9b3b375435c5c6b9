package dev.weir.gateway.shift;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoredObject;
import dev.weir.stream.shift.Run;
import dev.weir.stream.shift.ShiftForm;
import dev.weir.stream.shift.ShiftObjects;
import dev.weir.stream.shift.ShiftSlice;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What there is of streams' past: in the store, hour by hour, and where it is not stored yet. It
 * remembers a bounded number of hours, whatever the window. Thread-safe; blocks.
 */
final class ShiftShelf {

  /**
   * How long an hour is believed; a slice can be had from where it was made for longer than that
   * when the store has it.
   */
  static final Duration REMEMBERED = Duration.ofSeconds(10);

  /** Most segments of all hours that are remembered: some 20 MB. */
  static final int MAX_REMEMBERED_SEGMENTS = 100_000;

  /** Most hours whose runs are remembered. */
  static final int MAX_REMEMBERED_RUNS = 20_000;

  /** Most indexes that one question reads: a month of hours, told by six nodes each. */
  static final int MAX_INDEXES = 5_000;

  private static final long HOUR_MS = Duration.ofHours(1).toMillis();

  /** A slice begins in an hour, and ends a little later. */
  private static final long LONGEST_SLICE_MS = Duration.ofMinutes(3).toMillis();

  private final ObjectStore store;
  private final RecentSource recent;
  private final Cache<Hour, List<ShiftSlice>> hours;
  private final Cache<StoredObject, List<Run>> runs =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED_RUNS).build();

  private record Hour(StreamAddress stream, long startMs) {}

  ShiftShelf(ObjectStore store, RecentSource recent, TimeSource time) {
    this.store = store;
    this.recent = recent;
    this.hours =
        Caffeine.newBuilder()
            .maximumWeight(MAX_REMEMBERED_SEGMENTS)
            .weigher((Hour _, List<ShiftSlice> slices) -> weight(slices))
            .expireAfterWrite(REMEMBERED)
            .ticker(time::nanos)
            .build();
  }

  private static int weight(List<ShiftSlice> slices) {
    return 1 + slices.stream().mapToInt(slice -> slice.segments().size()).sum();
  }

  /** All slices that have something between two times, Unix milliseconds, in order. */
  List<ShiftSlice> slices(StreamAddress stream, long fromMs, long toMs) {
    Map<Object, ShiftSlice> found = new LinkedHashMap<>();
    // First: what goes from there to the store meanwhile is then found in the store.
    for (ShiftSlice slice : recent(stream)) {
      found.put(slice.id(), slice);
    }
    for (long hour = Math.floorDiv(fromMs - LONGEST_SLICE_MS, HOUR_MS) * HOUR_MS;
        hour <= toMs;
        hour += HOUR_MS) {
      for (ShiftSlice slice : hours.get(new Hour(stream, hour), this::read)) {
        found.putIfAbsent(slice.id(), slice);
      }
    }
    return found.values().stream()
        .filter(slice -> slice.endMs() > fromMs && slice.startMs() < toMs)
        .sorted(Comparator.comparingLong(ShiftSlice::firstNumber))
        .toList();
  }

  /** Of which times between two there is something, in order. */
  List<Run> runs(StreamAddress stream, long fromMs, long toMs) {
    List<Run> pieces = new ArrayList<>(Run.of(recent(stream)));
    String after = ShiftObjects.beforeHour(stream, fromMs - LONGEST_SLICE_MS);
    List<StoredObject> listed;
    int read = 0;
    do {
      listed =
          store.list(
              stream.tenant(), ShiftObjects.indexFolder(stream), after, ObjectStore.MAX_LISTED);
      for (StoredObject index : listed) {
        pieces.addAll(runs.get(index, this::readRuns));
        after = index.name().path();
        read++;
      }
    } while (listed.size() == ObjectStore.MAX_LISTED && read < MAX_INDEXES);
    return Run.join(pieces).stream()
        .filter(run -> run.endMs() > fromMs && run.startMs() < toMs)
        .map(run -> new Run(Math.max(fromMs, run.startMs()), Math.min(toMs, run.endMs())))
        .toList();
  }

  /** What cannot be asked for now is not there now: the store has all that is older. */
  private List<ShiftSlice> recent(StreamAddress stream) {
    try {
      return recent.slices(stream);
    } catch (IOException away) {
      return List.of();
    }
  }

  private List<ShiftSlice> read(Hour hour) {
    List<ShiftSlice> slices = new ArrayList<>();
    String prefix = ShiftObjects.indexPrefix(hour.stream(), hour.startMs());
    for (StoredObject index :
        store.list(hour.stream().tenant(), prefix, "", ObjectStore.MAX_LISTED)) {
      try (InputStream in = store.read(index.name(), 0, index.bytes())) {
        slices.addAll(ShiftForm.read(in.readNBytes(ShiftForm.MAX_BYTES)));
      } catch (IOException lost) {
        throw unreadable(index, lost);
      }
    }
    return slices;
  }

  private List<Run> readRuns(StoredObject index) {
    try (InputStream in = store.read(index.name(), 0, ShiftForm.HEAD_BYTES)) {
      return ShiftForm.runs(in);
    } catch (IOException lost) {
      throw unreadable(index, lost);
    }
  }

  private static WeirFault unreadable(StoredObject index, IOException lost) {
    return new WeirFault(
        FaultCode.STORAGE_UNAVAILABLE, "object=%s cause=%s".formatted(index.name(), lost));
  }
}
