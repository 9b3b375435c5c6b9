package dev.weir.recorder.export;

import dev.weir.media.hls.SampleShape;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.media.mp4.Movie;
import dev.weir.media.mp4.MovieTrack;
import dev.weir.recorder.take.KeptSegment;
import dev.weir.recorder.take.KeptSegment.KeptPart;
import dev.weir.recorder.take.KeptSegment.KeptTrack;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What stands before the media of an MP4, of the journal alone: the media are the coded bytes of
 * all segments, one after the other, each track's within a segment together.
 */
public final class MovieIndex {

  /** What a sample takes at most: its size, time, offset, and that it is a key frame. */
  private static final int SAMPLE_BYTES = 24;

  /** What a part takes at most: its place, and how many samples it has. */
  private static final int PART_BYTES = 20;

  private final Map<TrackKind, MovieTrack> tracks = new EnumMap<>(TrackKind.class);
  private final Map<TrackKind, Integer> timescales = new EnumMap<>(TrackKind.class);
  private final OneClock clock = new OneClock();

  private long mediaBytes;

  /** Of a take that consists of these. */
  public MovieIndex(List<TrackInit> inits) {
    for (TrackInit init : inits) {
      MovieTrack track = new MovieTrack(tracks.size() + 1, init.timescale(), init.track());
      tracks.put(init.kind(), track);
      timescales.put(init.kind(), init.timescale());
    }
  }

  /** How much of an index a segment becomes, at most. */
  public static long mostBytes(KeptSegment segment) {
    return segment.tracks().stream()
        .flatMap(track -> track.parts().stream())
        .mapToLong(part -> PART_BYTES + (long) SAMPLE_BYTES * part.samples().size())
        .sum();
  }

  /** Adds the next segment. */
  public void add(KeptSegment segment) {
    long shiftMs = clock.shiftMs(segment);
    for (KeptTrack kept : segment.tracks()) {
      MovieTrack track = Objects.requireNonNull(tracks.get(kept.kind()));
      long shiftTicks = shiftMs * Objects.requireNonNull(timescales.get(kept.kind())) / 1_000;
      for (KeptPart part : kept.parts()) {
        track.beginChunk(mediaBytes);
        for (SampleShape sample : part.samples()) {
          track.add(
              sample.decodeTicks() + shiftTicks,
              sample.durationTicks(),
              sample.compositionOffsetTicks(),
              sample.sync(),
              sample.lengthBytes());
        }
        mediaBytes += part.payloadBytes();
      }
    }
  }

  /** Coded bytes of all segments. */
  public long mediaBytes() {
    return mediaBytes;
  }

  /** The head of a file that is no longer than it has to be. */
  byte[] head() {
    return Movie.head(all(), mediaBytes);
  }

  /** Room for a head that is filled up. */
  public long filledHeadBytes() {
    return Movie.headBytes(all(), mediaBytes) + (long) Movie.FILLER_BYTES;
  }

  /** A head that fills its room: {@link #filledHeadBytes} at least. */
  public byte[] head(long wholeBytes) {
    return Movie.head(all(), mediaBytes, Math.toIntExact(wholeBytes));
  }

  private List<MovieTrack> all() {
    return List.copyOf(tracks.values());
  }
}
