package dev.weir.stream.shift;

import dev.weir.media.hls.TrackKind;
import dev.weir.stream.shift.ShiftSegment.Stretch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How slices are written one after the other: into the object of an hour, and from node to node. In
 * front stands which times they cover, so that a few kilobytes tell that much. Numbers are
 * big-endian; where a segment begins in its file follows from the lengths before it.
 *
 * <pre>
 * version:8 | runs:16 | (start:64 end:64)… | slices:32 | slice…
 * </pre>
 */
public final class ShiftForm {

  /** Most bytes of an hour; one of half-second segments has a third of it. */
  public static final int MAX_BYTES = 1 << 20;

  /** Most runs that an hour tells of; beyond them, times between are told as covered. */
  public static final int MAX_RUNS = 250;

  /** Bytes that have the runs in them, whatever follows. */
  public static final int HEAD_BYTES = 3 + MAX_RUNS * 16;

  private static final int VERSION = 1;
  private static final int DISCONTINUITY = 1;
  private static final int INDEPENDENT = 2;
  private static final int MAX_TRACKS = 8;

  private ShiftForm() {}

  /** Writes slices. */
  public static byte[] write(List<ShiftSlice> slices) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      List<Run> runs = few(Run.of(slices));
      out.writeByte(VERSION);
      out.writeShort(runs.size());
      for (Run run : runs) {
        out.writeLong(run.startMs());
        out.writeLong(run.endMs());
      }
      out.writeInt(slices.size());
      for (ShiftSlice slice : slices) {
        write(slice, out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static List<Run> few(List<Run> runs) {
    if (runs.size() <= MAX_RUNS) {
      return runs;
    }
    List<Run> few = new ArrayList<>(runs.subList(0, MAX_RUNS - 1));
    few.add(new Run(runs.get(MAX_RUNS - 1).startMs(), runs.getLast().endMs()));
    return few;
  }

  private static void write(ShiftSlice slice, DataOutputStream out) throws IOException {
    out.writeLong(slice.id().startMs());
    out.writeInt(slice.id().mark());
    out.writeLong(slice.firstNumber());
    out.writeLong(slice.firstDiscontinuity());
    out.writeByte(slice.tracks().size());
    for (ShiftTrack track : slice.tracks()) {
      out.writeUTF(track.kind().name());
      out.writeUTF(track.codec());
      out.writeInt(track.width());
      out.writeInt(track.height());
      out.writeInt(track.channels());
      out.writeInt(track.initBytes());
    }
    out.writeInt(slice.segments().size());
    for (ShiftSegment segment : slice.segments()) {
      out.writeByte(
          (segment.discontinuity() ? DISCONTINUITY : 0)
              | (segment.independent() ? INDEPENDENT : 0));
      for (Stretch stretch : segment.stretches()) {
        out.writeLong(stretch.startMs());
        out.writeInt(stretch.durationMs());
        out.writeInt(stretch.bytes());
      }
    }
  }

  /** Reads what {@link #write} wrote; fails with an {@link IOException} for anything else. */
  public static List<ShiftSlice> read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    runs(in);
    List<ShiftSlice> slices = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      slices.add(readSlice(in));
    }
    return slices;
  }

  /** Which times are covered, read from the first {@link #HEAD_BYTES} of an hour. */
  public static List<Run> runs(InputStream head) throws IOException {
    DataInputStream in = new DataInputStream(head);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("an hour of another version: " + version);
    }
    List<Run> runs = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      runs.add(new Run(in.readLong(), in.readLong()));
    }
    return runs;
  }

  private static ShiftSlice readSlice(DataInputStream in) throws IOException {
    SliceId id = new SliceId(in.readLong(), in.readInt());
    long firstNumber = in.readLong();
    long firstDiscontinuity = in.readLong();
    List<ShiftTrack> tracks = new ArrayList<>();
    int count = in.readByte();
    if (count < 1 || count > MAX_TRACKS) {
      throw new IOException("a slice of so many tracks: " + count);
    }
    for (int left = count; left > 0; left--) {
      tracks.add(
          new ShiftTrack(
              kind(in.readUTF()),
              in.readUTF(),
              in.readInt(),
              in.readInt(),
              in.readInt(),
              in.readInt()));
    }
    long[] offsets = tracks.stream().mapToLong(ShiftTrack::initBytes).toArray();
    List<ShiftSegment> segments = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      segments.add(readSegment(in, offsets));
    }
    if (segments.isEmpty()) {
      throw new IOException("a slice without segments");
    }
    return new ShiftSlice(id, firstNumber, firstDiscontinuity, tracks, segments);
  }

  private static ShiftSegment readSegment(DataInputStream in, long[] offsets) throws IOException {
    int flags = in.readByte();
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < offsets.length; i++) {
      Stretch stretch = new Stretch(in.readLong(), in.readInt(), offsets[i], in.readInt());
      offsets[i] += stretch.bytes();
      stretches.add(stretch);
    }
    return new ShiftSegment((flags & DISCONTINUITY) != 0, (flags & INDEPENDENT) != 0, stretches);
  }

  private static TrackKind kind(String name) throws IOException {
    try {
      return TrackKind.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      throw new IOException("a track of an unknown kind", unknown);
    }
  }
}
