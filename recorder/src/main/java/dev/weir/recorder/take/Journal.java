package dev.weir.recorder.take;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.Track;
import dev.weir.media.hls.SampleShape;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.recorder.take.KeptSegment.KeptPart;
import dev.weir.recorder.take.KeptSegment.KeptTrack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The form of a take's journal: first its tracks, then a record for each segment, written when the
 * segment's bytes are. A record that a crash has cut off is none.
 *
 * <pre>
 * length:32 | CRC-32 of the record:32 | record
 * </pre>
 */
final class Journal {

  /** Longer than the record of a segment with the most samples. */
  private static final int MAX_RECORD_BYTES = 16 << 20;

  private Journal() {}

  static byte[] write(List<TrackInit> tracks) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(tracks.size());
    for (TrackInit init : tracks) {
      write(init.track(), out);
    }
    return framed(bytes.toByteArray());
  }

  private static void write(Track track, DataOutputStream out) throws IOException {
    out.writeUTF(track.codec().name());
    out.writeInt(track.configuration().length());
    out.write(track.configuration().toByteArray());
    out.writeUTF(track.codecString());
    switch (track) {
      case Track.VideoTrack video -> {
        out.writeInt(video.width());
        out.writeInt(video.height());
      }
      case Track.AudioTrack audio -> {
        out.writeInt(audio.sampleRateHz());
        out.writeInt(audio.channels());
        out.writeInt(audio.samplesPerFrame());
      }
    }
  }

  static List<TrackInit> readTracks(byte[] record) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(record));
    List<TrackInit> tracks = new ArrayList<>();
    for (int left = in.readByte(); left > 0; left--) {
      tracks.add(new TrackInit(1, readTrack(in)));
    }
    return tracks;
  }

  private static Track readTrack(DataInputStream in) throws IOException {
    Codec codec = Codec.valueOf(in.readUTF());
    ByteSlice configuration = ByteSlice.of(in.readNBytes(in.readInt()));
    String codecString = in.readUTF();
    return codec.isVideo()
        ? new Track.VideoTrack(0, codec, configuration, codecString, in.readInt(), in.readInt())
        : new Track.AudioTrack(
            0, codec, configuration, codecString, in.readInt(), in.readInt(), in.readInt());
  }

  static byte[] write(KeptSegment segment) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(segment.sequence());
    out.writeBoolean(segment.newClock());
    out.writeBoolean(segment.discontinuity());
    out.writeByte(segment.tracks().size());
    for (KeptTrack track : segment.tracks()) {
      out.writeUTF(track.kind().name());
      out.writeLong(track.offset());
      out.writeLong(track.startMs());
      out.writeLong(track.programDateTimeMs());
      out.writeInt(track.durationMs());
      out.writeInt(track.parts().size());
      for (KeptPart part : track.parts()) {
        out.writeInt(part.bytes());
        out.writeInt(part.samples().size());
        for (SampleShape sample : part.samples()) {
          out.writeLong(sample.decodeTicks());
          out.writeInt(sample.durationTicks());
          out.writeInt(sample.compositionOffsetTicks());
          out.writeBoolean(sample.sync());
          out.writeInt(sample.lengthBytes());
        }
      }
    }
    return framed(bytes.toByteArray());
  }

  static KeptSegment readSegment(byte[] record) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(record));
    long sequence = in.readLong();
    boolean newClock = in.readBoolean();
    boolean discontinuity = in.readBoolean();
    List<KeptTrack> tracks = new ArrayList<>();
    for (int left = in.readByte(); left > 0; left--) {
      TrackKind kind = TrackKind.valueOf(in.readUTF());
      tracks.add(
          new KeptTrack(
              kind, in.readLong(), in.readLong(), in.readLong(), in.readInt(), readParts(in)));
    }
    return new KeptSegment(sequence, newClock, discontinuity, tracks);
  }

  private static List<KeptPart> readParts(DataInputStream in) throws IOException {
    List<KeptPart> parts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      int bytes = in.readInt();
      List<SampleShape> samples = new ArrayList<>();
      for (int more = in.readInt(); more > 0; more--) {
        samples.add(
            new SampleShape(
                in.readLong(), in.readInt(), in.readInt(), in.readBoolean(), in.readInt()));
      }
      parts.add(new KeptPart(bytes, samples));
    }
    return parts;
  }

  /** The next record; empty where the journal ends, or a crash has ended it. */
  static Optional<byte[]> next(DataInputStream in) throws IOException {
    try {
      int length = in.readInt();
      int sum = in.readInt();
      if (length <= 0 || length > MAX_RECORD_BYTES) {
        return Optional.empty();
      }
      byte[] record = in.readNBytes(length);
      return record.length == length && crc(record) == sum ? Optional.of(record) : Optional.empty();
    } catch (EOFException end) {
      return Optional.empty();
    }
  }

  private static byte[] framed(byte[] record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(record.length + 8);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(record.length);
    out.writeInt(crc(record));
    out.write(record);
    return bytes.toByteArray();
  }

  private static int crc(byte[] record) {
    CRC32 sum = new CRC32();
    sum.update(record);
    return (int) sum.getValue();
  }
}
