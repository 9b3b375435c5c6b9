package dev.weir.recorder.take;

import dev.weir.media.hls.Segment;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * A stretch of a stream that will not change any more: the segments of all its tracks that were cut
 * at the same point, and their bytes, which are released by whoever takes it.
 *
 * @param sequence media sequence number
 * @param newClock whether times begin anew with it, because it is of another timeline than the one
 *     before it
 * @param tracks the leading one first
 */
public record SealedSegment(long sequence, boolean newClock, List<SealedTrack> tracks) {

  /**
   * One track of it.
   *
   * @param segment emptied
   * @param chunks of its parts that are no gaps, in order
   */
  public record SealedTrack(Segment segment, List<ByteBuf> chunks) {

    /** Makes the list immutable. */
    public SealedTrack {
      chunks = List.copyOf(chunks);
    }

    long bytes() {
      return chunks.stream().mapToLong(ByteBuf::readableBytes).sum();
    }
  }

  /** Makes the list immutable. */
  public SealedSegment {
    tracks = List.copyOf(tracks);
  }

  /** Bytes of all chunks. */
  public long bytes() {
    return tracks.stream().mapToLong(SealedTrack::bytes).sum();
  }

  /** How long it lasts: as long as its leading track. */
  public int durationMs() {
    return tracks.getFirst().segment().durationMs();
  }

  /** When its beginning was received, Unix milliseconds. */
  public long programDateTimeMs() {
    return tracks.getFirst().segment().programDateTimeMs();
  }

  /** Lets go of the bytes, once. */
  public void release() {
    tracks.forEach(track -> track.chunks().forEach(ByteBuf::release));
  }
}
