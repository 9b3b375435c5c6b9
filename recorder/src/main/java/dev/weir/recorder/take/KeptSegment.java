package dev.weir.recorder.take;

import dev.weir.media.hls.SampleShape;
import dev.weir.media.hls.TrackKind;
import java.util.List;

/**
 * A segment of a take, and where its bytes are: what the journal has of it.
 *
 * @param sequence media sequence number
 * @param newClock whether times begin anew with it
 * @param discontinuity whether its times do not go on from those before it, or something is missing
 * @param tracks the leading one first
 */
public record KeptSegment(
    long sequence, boolean newClock, boolean discontinuity, List<KeptTrack> tracks) {

  /**
   * One track of it.
   *
   * @param kind which
   * @param offset where its bytes begin in the track's file
   * @param startMs where it begins on the publisher's clock, milliseconds
   * @param programDateTimeMs when its beginning was received, Unix milliseconds
   * @param durationMs how long it lasts
   * @param parts one fragment each; none for gaps
   */
  public record KeptTrack(
      TrackKind kind,
      long offset,
      long startMs,
      long programDateTimeMs,
      int durationMs,
      List<KeptPart> parts) {

    /** Makes the list immutable. */
    public KeptTrack {
      parts = List.copyOf(parts);
    }

    /** Bytes of all parts. */
    public long bytes() {
      return parts.stream().mapToLong(KeptPart::bytes).sum();
    }
  }

  /**
   * A fragment: its head, and then the coded bytes of its samples.
   *
   * @param bytes of both
   * @param samples at least one
   */
  public record KeptPart(int bytes, List<SampleShape> samples) {

    /** Makes the list immutable. */
    public KeptPart {
      samples = List.copyOf(samples);
    }

    /** Coded bytes, the last ones of the fragment. */
    public int payloadBytes() {
      return samples.stream().mapToInt(SampleShape::lengthBytes).sum();
    }
  }

  /** Makes the list immutable. */
  public KeptSegment {
    tracks = List.copyOf(tracks);
  }

  /** Coded bytes of all tracks. */
  public long payloadBytes() {
    return tracks.stream()
        .flatMap(track -> track.parts().stream())
        .mapToLong(KeptPart::payloadBytes)
        .sum();
  }

  /** Its leading track. */
  public KeptTrack leading() {
    return tracks.getFirst();
  }
}
