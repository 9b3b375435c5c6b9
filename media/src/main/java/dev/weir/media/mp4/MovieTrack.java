package dev.weir.media.mp4;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.fmp4.Box;
import dev.weir.media.fmp4.ContainerBox;
import dev.weir.media.fmp4.DataReferenceBox;
import dev.weir.media.fmp4.HandlerBox;
import dev.weir.media.fmp4.MediaHeaderBox;
import dev.weir.media.fmp4.SampleDescriptionBox;
import dev.weir.media.fmp4.SoundMediaHeaderBox;
import dev.weir.media.fmp4.TrackHeaderBox;
import dev.weir.media.fmp4.VideoMediaHeaderBox;
import dev.weir.media.frame.Track;
import java.util.ArrayList;
import java.util.List;

/**
 * The index of one track, which grows sample by sample: some 12 bytes for each. Times are ticks of
 * the track's timescale on a clock that all tracks share. Belongs to one thread.
 */
public final class MovieTrack {

  private static final int NORMAL_RATE = 0x0001_0000;
  private static final int WORD_BYTES = 4;
  private static final int EDIT_BYTES = 20;
  private static final int CHUNK_BYTES = 12;

  private final int trackId;
  private final int timescale;
  private final Track track;

  private final Runs durations = new Runs();
  private final Runs offsets = new Runs();
  private final ByteSink sizes = new ByteSink(4096);
  private final ByteSink syncSamples = new ByteSink(256);
  private final ByteSink chunks = new ByteSink(256);
  private final List<Long> chunkOffsets = new ArrayList<>();
  private int samples;
  private int chunkSamples;
  private int indexedChunkSamples;
  private long firstTicks;
  private int firstOffsetTicks;
  private long newestTicks;
  private int newestDurationTicks;
  private boolean closed;

  /**
   * A track without samples.
   *
   * @param trackId not 0, unique in the file
   * @param timescale ticks a second
   * @param track how it is coded
   */
  public MovieTrack(int trackId, int timescale, Track track) {
    this.trackId = trackId;
    this.timescale = timescale;
    this.track = track;
  }

  /** The samples from now on lie one after the other, from this byte of the media on. */
  public void beginChunk(long mediaOffset) {
    closeChunk();
    chunkOffsets.add(mediaOffset);
  }

  /**
   * The next sample.
   *
   * @param decodeTicks when it is decoded; one that does not come after the one before it is placed
   *     there
   * @param durationTicks how long it lasts unless another one follows
   * @param offsetTicks presentation time minus decode time
   */
  public void add(long decodeTicks, int durationTicks, int offsetTicks, boolean sync, int bytes) {
    if (samples == 0) {
      firstTicks = decodeTicks;
      firstOffsetTicks = offsetTicks;
      newestTicks = decodeTicks;
    } else {
      long ticks = Math.max(decodeTicks, newestTicks);
      durations.add(Math.toIntExact(ticks - newestTicks));
      newestTicks = ticks;
    }
    newestDurationTicks = durationTicks;
    offsets.add(offsetTicks);
    sizes.u32(bytes);
    samples++;
    chunkSamples++;
    if (sync) {
      syncSamples.u32(samples);
    }
  }

  /** Whether nothing was added. */
  boolean isEmpty() {
    return samples == 0;
  }

  /** When its first sample is seen or heard, in units of which there are so many a second. */
  long start(int unitsPerSecond) {
    return units(firstTicks + firstOffsetTicks, unitsPerSecond);
  }

  /** When its last sample is over, likewise. */
  long end(int unitsPerSecond) {
    return units(newestTicks + newestDurationTicks + firstOffsetTicks, unitsPerSecond);
  }

  private long units(long ticks, int unitsPerSecond) {
    return Math.floorDiv(2 * ticks * unitsPerSecond + timescale, 2L * timescale);
  }

  /** How many bytes its tables have. */
  int tableBytes() {
    return durations.bytes()
        + offsets.bytes()
        + sizes.size()
        + syncSamples.size()
        + chunks.size()
        + 2 * WORD_BYTES * chunkOffsets.size();
  }

  /** Nothing is added any more. */
  void close() {
    if (!closed) {
      closeChunk();
      durations.add(newestDurationTicks);
      closed = true;
    }
  }

  /**
   * The {@linkplain #close closed} track as a box.
   *
   * @param origin when the movie begins, in units of the movie
   * @param unitsPerSecond of the movie
   * @param mediaStart where the media begins in the file
   */
  Box box(long origin, int unitsPerSecond, long mediaStart) {
    long duration = end(unitsPerSecond) - origin;
    long mediaTicks = newestTicks + newestDurationTicks - firstTicks;
    return switch (track) {
      case Track.VideoTrack video ->
          ContainerBox.of(
              "trak",
              new TrackHeaderBox(trackId, false, video.width(), video.height(), duration),
              edits(start(unitsPerSecond) - origin, duration),
              media(
                  mediaTicks,
                  mediaStart,
                  new HandlerBox("vide", "video"),
                  new VideoMediaHeaderBox()));
      case Track.AudioTrack _ ->
          ContainerBox.of(
              "trak",
              new TrackHeaderBox(trackId, true, 0, 0, duration),
              edits(start(unitsPerSecond) - origin, duration),
              media(
                  mediaTicks,
                  mediaStart,
                  new HandlerBox("soun", "sound"),
                  new SoundMediaHeaderBox()));
    };
  }

  /**
   * Nothing until the track begins, and then its media from its first picture or sound on (8.6.6):
   * so that tracks lie beside each other as they did when they were pushed.
   */
  private Box edits(long delay, long duration) {
    ByteSink entries = new ByteSink(2 * EDIT_BYTES);
    if (delay > 0) {
      entries.u64(delay).u64(-1L).u32(NORMAL_RATE);
    }
    entries.u64(duration - delay).u64(firstOffsetTicks).u32(NORMAL_RATE);
    int count = entries.size() / EDIT_BYTES;
    return ContainerBox.of("edts", new TableBox("elst", 1, count, entries.toSlice()));
  }

  private Box media(long mediaTicks, long mediaStart, Box handler, Box mediaHeader) {
    List<Box> tables = new ArrayList<>();
    tables.add(SampleDescriptionBox.of(track));
    tables.add(durations.box("stts", 0));
    if (!offsets.areZero()) {
      tables.add(offsets.box("ctts", 1));
    }
    int syncs = syncSamples.size() / WORD_BYTES;
    if (syncs < samples) {
      tables.add(new TableBox("stss", 0, syncs, syncSamples.toSlice()));
    }
    tables.add(new TableBox("stsz", 0, samples, sizes.toSlice()));
    int runs = chunks.size() / CHUNK_BYTES;
    tables.add(new TableBox("stsc", 0, runs, chunks.toSlice()));
    ByteSink places = new ByteSink(chunkOffsets.size() * 2 * WORD_BYTES);
    chunkOffsets.forEach(offset -> places.u64(mediaStart + offset));
    tables.add(new TableBox("co64", 0, chunkOffsets.size(), places.toSlice()));
    return ContainerBox.of(
        "mdia",
        new MediaHeaderBox(timescale, mediaTicks),
        handler,
        ContainerBox.of(
            "minf",
            mediaHeader,
            ContainerBox.of("dinf", new DataReferenceBox()),
            new ContainerBox("stbl", tables)));
  }

  /** Chunks with as many samples as the one before need no entry of their own (8.7.4). */
  private void closeChunk() {
    if (chunkSamples > 0 && chunkSamples != indexedChunkSamples) {
      chunks.u32(chunkOffsets.size()).u32(chunkSamples).u32(1);
      indexedChunkSamples = chunkSamples;
    }
    chunkSamples = 0;
  }
}
