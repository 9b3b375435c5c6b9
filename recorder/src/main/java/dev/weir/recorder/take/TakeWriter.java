package dev.weir.recorder.take;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.hls.CmafPackager;
import dev.weir.media.hls.Part;
import dev.weir.media.hls.Segment;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.recorder.take.KeptSegment.KeptPart;
import dev.weir.recorder.take.KeptSegment.KeptTrack;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Adds segments to a take: their bytes to one file for each track, which is fragmented MP4 from its
 * first byte on, and then what is known of them to the journal.
 */
public final class TakeWriter implements AutoCloseable {

  private final Path directory;
  private final List<TrackInit> tracks;
  private final FileChannel journal;
  private final Map<TrackKind, FileChannel> media = new EnumMap<>(TrackKind.class);

  private long durationMs;
  private long bytes;
  private long lastSequence = -1;

  private TakeWriter(Path directory, List<TrackInit> tracks, FileChannel journal) {
    this.directory = directory;
    this.tracks = List.copyOf(tracks);
    this.journal = journal;
  }

  /** Begins a take in a directory of its own. */
  public static TakeWriter begin(Path directory, TakeFacts facts, List<TrackInit> tracks)
      throws IOException {
    Files.createDirectories(directory, TakeFiles.PRIVATE_DIRECTORY);
    TakeWriter writer = new TakeWriter(directory, tracks, create(TakeFiles.journal(directory)));
    try {
      append(writer.journal, ByteBuffer.wrap(Journal.write(tracks)));
      for (TrackInit init : tracks) {
        FileChannel file = create(TakeFiles.media(directory, init.kind()));
        writer.media.put(init.kind(), file);
        ByteSlice head = CmafPackager.init(init);
        append(file, ByteBuffer.wrap(head.array(), head.offset(), head.length()));
      }
      // Last: a directory with facts is a take.
      facts.write(directory);
      return writer;
    } catch (IOException failed) {
      writer.close();
      throw failed;
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), TakeFiles.PRIVATE);
  }

  /** Where the take is. */
  public Path directory() {
    return directory;
  }

  /** The file of a track. */
  public Path media(TrackKind kind) {
    return TakeFiles.media(directory, kind);
  }

  /** Length of its media, milliseconds. */
  public long durationMs() {
    return durationMs;
  }

  /** Size of its media. */
  public long bytes() {
    return bytes;
  }

  /** What it consists of, for as long as it lasts. */
  public List<TrackInit> tracks() {
    return tracks;
  }

  /** Whether a segment is decoded with the same as those before it. */
  public boolean takes(SealedSegment segment) {
    return segment.tracks().stream()
        .map(track -> track.segment().init())
        .allMatch(init -> tracks.stream().anyMatch(own -> own.track().equals(init.track())));
  }

  /**
   * Adds a segment; its bytes stay the caller's. After a failure, nothing more can be added.
   *
   * @return what the journal has of it
   */
  public KeptSegment add(SealedSegment sealed) throws IOException {
    List<KeptTrack> kept = new ArrayList<>();
    boolean discontinuity = lastSequence >= 0 && sealed.sequence() != lastSequence + 1;
    for (SealedSegment.SealedTrack track : sealed.tracks()) {
      Segment segment = track.segment();
      discontinuity |= lastSequence >= 0 && segment.discontinuity();
      FileChannel file = Objects.requireNonNull(media.get(segment.init().kind()));
      long offset = file.size();
      for (ByteBuf chunk : track.chunks()) {
        for (ByteBuffer buffer : chunk.nioBuffers()) {
          append(file, buffer);
        }
      }
      kept.add(
          new KeptTrack(
              segment.init().kind(),
              offset,
              segment.startMs(),
              segment.programDateTimeMs(),
              segment.durationMs(),
              parts(track)));
    }
    boolean newClock = lastSequence >= 0 && sealed.newClock();
    KeptSegment written =
        new KeptSegment(sealed.sequence(), newClock, discontinuity || newClock, kept);
    append(journal, ByteBuffer.wrap(Journal.write(written)));
    lastSequence = sealed.sequence();
    durationMs += sealed.durationMs();
    bytes += sealed.bytes();
    return written;
  }

  private static List<KeptPart> parts(SealedSegment.SealedTrack track) {
    List<KeptPart> parts = new ArrayList<>();
    int chunk = 0;
    for (Part part : track.segment().parts()) {
      if (!part.gap()) {
        parts.add(new KeptPart(track.chunks().get(chunk).readableBytes(), part.shapes()));
        chunk++;
      }
    }
    return parts;
  }

  private static void append(FileChannel file, ByteBuffer bytes) throws IOException {
    long at = file.size();
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  /** Nothing is added any more; forces all of it to the disk. */
  @Override
  public void close() throws IOException {
    try (journal) {
      for (FileChannel file : media.values()) {
        try (file) {
          file.force(false);
        }
      }
      journal.force(false);
    }
  }
}
