package dev.weir.gateway.shift;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.gateway.directory.PlayDirectory;
import dev.weir.gateway.shift.ShiftWish.Behind;
import dev.weir.gateway.shift.ShiftWish.Between;
import dev.weir.gateway.vod.RangedFile;
import dev.weir.media.hls.RangedPlaylist;
import dev.weir.media.hls.TrackKind;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoredObject;
import dev.weir.stream.shift.Run;
import dev.weir.stream.shift.ShiftObjects;
import dev.weir.stream.shift.ShiftSlice;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Finds and writes what viewers ask of a stream's past, within the window that its rule gives them.
 * Every method blocks and fails with a {@link WeirFault}. Thread-safe.
 */
public final class ShiftReader {

  /** Long playlists that are made at once: each may take some megabytes. */
  public static final int MAX_WHOLE_AT_ONCE = 16;

  /** Clocks of viewers may be ahead of this one by so much. */
  static final Duration CLOCKS = Duration.ofSeconds(10);

  /** What is looked at around a position. */
  private static final long AROUND_MS = Duration.ofMinutes(4).toMillis();

  private final PlayDirectory directory;
  private final ShiftShelf shelf;
  private final BlockCache blocks;
  private final RecentSource recent;
  private final TimeSource time;
  private final Semaphore whole = new Semaphore(MAX_WHOLE_AT_ONCE);

  /** Reads from {@code store}, and what that may not have yet from {@code recent}. */
  public ShiftReader(
      PlayDirectory directory, ObjectStore store, RecentSource recent, TimeSource time) {
    this.directory = directory;
    this.shelf = new ShiftShelf(store, recent, time);
    this.blocks = new BlockCache(store);
    this.recent = recent;
    this.time = time;
  }

  /** The playlist of playlists; where nothing is at its time, it leads to what comes next. */
  String multivariant(StreamAddress stream, ShiftWish asked, String folder) {
    ShiftWish wish = check(stream, asked);
    List<ShiftSlice> slices =
        switch (wish) {
          case Behind(long offsetMs) -> {
            long position = time.millis() - offsetMs;
            yield shelf.slices(stream, position - AROUND_MS, position + AROUND_MS);
          }
          case Between(long startMs, long endMs) ->
              shelf.slices(stream, startMs, Math.min(endMs, startMs + AROUND_MS));
        };
    return Variants.write(slices, wish, time.millis(), folder)
        .orElseGet(() -> next(stream, wish, folder));
  }

  private String next(StreamAddress stream, ShiftWish wish, String folder) {
    long now = time.millis();
    long fromMs =
        switch (wish) {
          case Behind(long offsetMs) -> now - offsetMs;
          case Between(long startMs, long _) -> startMs;
        };
    Run run =
        shelf.runs(stream, fromMs, now).stream()
            .findFirst()
            .orElseThrow(() -> new WeirFault(FaultCode.SHIFT_EMPTY, "stream=" + stream));
    ShiftWish there =
        switch (wish) {
          case Behind _ -> new Behind(now - run.startMs());
          case Between between -> between;
        };
    List<ShiftSlice> slices = shelf.slices(stream, run.startMs(), run.startMs() + AROUND_MS);
    return Variants.write(slices, there, now, folder)
        .orElseThrow(() -> new WeirFault(FaultCode.SHIFT_EMPTY, "stream=" + stream));
  }

  /** The playlist of a track. */
  String playlist(StreamAddress stream, ShiftWish asked, TrackKind kind) {
    Optional<RangedPlaylist> playlist =
        switch (check(stream, asked)) {
          case Behind(long offsetMs) -> {
            long position = time.millis() - offsetMs;
            yield ShiftListing.sliding(
                shelf.slices(stream, position - AROUND_MS, position + AROUND_MS), kind, position);
          }
          case Between between -> whole(stream, kind, between);
        };
    return playlist
        .orElseThrow(() -> new WeirFault(FaultCode.SHIFT_EMPTY, "stream=" + stream))
        .write();
  }

  private Optional<RangedPlaylist> whole(StreamAddress stream, TrackKind kind, Between wish) {
    if (!whole.tryAcquire()) {
      throw new WeirFault(FaultCode.SERVER_BUSY, "long-playlists=" + MAX_WHOLE_AT_ONCE);
    }
    try {
      return ShiftListing.whole(
          shelf.slices(stream, wish.startMs() - AROUND_MS, wish.endMs()), kind, wish);
    } finally {
      whole.release();
    }
  }

  /** The file of a slice's track, where it is. */
  RangedFile media(StreamAddress stream, ShiftResource.Media media) throws IOException {
    long startMs = media.slice().startMs();
    if (startMs < time.millis() - window(stream).toMillis() - AROUND_MS) {
      throw new WeirFault(FaultCode.SHIFT_BEYOND_WINDOW, "slice=" + media.slice());
    }
    Optional<RecentSource.File> here = recent.file(stream, media.slice(), media.kind());
    if (here.isPresent()) {
      RecentSource.File file = here.get();
      return new RangedFile(
          tag(media, file.bytes()), media.mediaType(), file.bytes(), file.source());
    }
    StoredObject object =
        blocks
            .find(ShiftObjects.media(stream, media.slice(), media.kind()))
            .orElseThrow(() -> new WeirFault(FaultCode.SEGMENT_GONE, "slice=" + media.slice()));
    return new RangedFile(
        tag(media, object.bytes()),
        media.mediaType(),
        object.bytes(),
        (offset, length) -> blocks.open(object, offset, length));
  }

  private static String tag(ShiftResource.Media media, long bytes) {
    return media.slice() + "-" + media.kind() + "-" + bytes;
  }

  /** What there is to go back to, for the watch page. */
  String timeline(StreamAddress stream) {
    long now = time.millis();
    long windowMs = window(stream).toMillis();
    JsonArray runs = new JsonArray();
    for (Run run : shelf.runs(stream, now - windowMs, now)) {
      runs.add(new JsonObject().put("startMs", run.startMs()).put("endMs", run.endMs()));
    }
    return new JsonObject().put("nowMs", now).put("windowMs", windowMs).put("runs", runs).encode();
  }

  /** The same in ApsaraVideo's words, seconds; what is before the window is left out. */
  String vendorTimeline(StreamAddress stream, ShiftWish wish) {
    long now = time.millis();
    long windowMs = window(stream).toMillis();
    Between asked =
        switch (wish) {
          case Behind(long offsetMs) -> new Between(now - offsetMs, now);
          case Between between -> between;
        };
    JsonArray runs = new JsonArray();
    for (Run run :
        shelf.runs(
            stream, Math.max(asked.startMs(), now - windowMs), Math.min(asked.endMs(), now))) {
      runs.add(
          new JsonObject().put("start", run.startMs() / 1_000).put("end", run.endMs() / 1_000));
    }
    return new JsonObject()
        .put("retCode", 0)
        .put("description", "success")
        .put("content", new JsonObject().put("current", now / 1_000).put("timeline", runs))
        .encode();
  }

  private Duration window(StreamAddress stream) {
    Duration window = directory.timeShift(stream);
    if (window.isZero()) {
      throw new WeirFault(FaultCode.SHIFT_NOT_OFFERED, "stream=" + stream);
    }
    return window;
  }

  private ShiftWish check(StreamAddress stream, ShiftWish wish) {
    long now = time.millis();
    long windowMs = window(stream).toMillis();
    long startMs =
        switch (wish) {
          case Behind(long offsetMs) -> now - offsetMs;
          case Between(long start, long _) -> start;
        };
    if (startMs > now + CLOCKS.toMillis()) {
      throw new WeirFault(FaultCode.SHIFT_IN_FUTURE, "ms=" + (startMs - now));
    }
    if (startMs < now - windowMs - CLOCKS.toMillis()) {
      throw new WeirFault(FaultCode.SHIFT_BEYOND_WINDOW, "window=" + windowMs);
    }
    return switch (wish) {
      case Behind(long offsetMs) -> new Behind(Math.max(0, offsetMs));
      case Between(long start, long end) -> between(start, Math.min(end, now));
    };
  }

  private static Between between(long startMs, long endMs) {
    if (endMs <= startMs) {
      throw ShiftWish.malformed("the end is before the start");
    }
    if (endMs - startMs > ShiftListing.MAX_WHOLE_MS) {
      throw new WeirFault(FaultCode.SHIFT_TOO_LONG, "ms=" + (endMs - startMs));
    }
    return new Between(startMs, endMs);
  }
}
