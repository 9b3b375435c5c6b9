package dev.weir.gateway.shift;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.media.hls.TrackKind;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.stream.shift.ShiftForm;
import dev.weir.stream.shift.ShiftObjects;
import dev.weir.stream.shift.ShiftSegment;
import dev.weir.stream.shift.ShiftSegment.Stretch;
import dev.weir.stream.shift.ShiftSlice;
import dev.weir.stream.shift.ShiftTrack;
import dev.weir.stream.shift.SliceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a stream was: segments of two seconds, in slices of a minute. */
public final class Past {

  static final int SEGMENT_MS = 2_000;
  static final int SEGMENTS = 30;
  static final int INIT_BYTES = 100;
  static final int SEGMENT_BYTES = 5_000;

  private Past() {}

  /** A minute that begins at {@code startMs}. */
  public static ShiftSlice minute(long startMs, long firstNumber, boolean discontinuity) {
    List<ShiftSegment> segments = new ArrayList<>();
    for (int i = 0; i < SEGMENTS; i++) {
      long at = startMs + (long) i * SEGMENT_MS;
      Stretch stretch =
          new Stretch(at, SEGMENT_MS, INIT_BYTES + (long) i * SEGMENT_BYTES, SEGMENT_BYTES);
      segments.add(new ShiftSegment(i == 0 && discontinuity, true, List.of(stretch, stretch)));
    }
    return new ShiftSlice(
        new SliceId(startMs, (int) firstNumber),
        firstNumber,
        7,
        List.of(
            new ShiftTrack(TrackKind.VIDEO, "avc1.42c01e", 640, 360, 0, INIT_BYTES),
            new ShiftTrack(TrackKind.AUDIO, "mp4a.40.2", 0, 0, 2, INIT_BYTES)),
        segments);
  }

  /** So many minutes that follow each other. */
  static List<ShiftSlice> minutes(long startMs, long firstNumber, int count) {
    List<ShiftSlice> slices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      slices.add(minute(startMs + i * 60_000L, firstNumber + (long) i * SEGMENTS, i == 0));
    }
    return slices;
  }

  /** Brings slices to a store, as a node does. */
  static void store(
      ObjectStore store, Path folder, StreamAddress stream, List<ShiftSlice> slices, String node)
      throws IOException {
    Map<String, List<ShiftSlice>> hours = new TreeMap<>();
    for (ShiftSlice slice : slices) {
      hours
          .computeIfAbsent(
              ShiftObjects.index(stream, slice.startMs(), new NodeId(node)).path(),
              _ -> new ArrayList<>())
          .add(slice);
      for (ShiftTrack track : slice.tracks()) {
        Path file = Files.createTempFile(folder, "media", ".mp4");
        Files.write(file, bytes(slice));
        store.put(ShiftObjects.media(stream, slice.id(), track.kind()), file, "video/mp4");
      }
    }
    for (List<ShiftSlice> hour : hours.values()) {
      Path file = Files.createTempFile(folder, "hour", "");
      Files.write(file, ShiftForm.write(hour));
      store.put(
          ShiftObjects.index(stream, hour.getFirst().startMs(), new NodeId(node)),
          file,
          "application/octet-stream");
    }
  }

  /** The bytes of a track: each segment's are its number. */
  public static byte[] bytes(ShiftSlice slice) {
    byte[] bytes = new byte[INIT_BYTES + slice.segments().size() * SEGMENT_BYTES];
    for (int i = 0; i < slice.segments().size(); i++) {
      int from = INIT_BYTES + i * SEGMENT_BYTES;
      Arrays.fill(bytes, from, from + SEGMENT_BYTES, (byte) (slice.firstNumber() + i));
    }
    return bytes;
  }
}
