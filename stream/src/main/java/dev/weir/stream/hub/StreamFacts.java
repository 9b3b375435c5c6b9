package dev.weir.stream.hub;

import dev.weir.media.frame.Track;
import java.time.Instant;
import java.util.List;

/**
 * What can be said of a stream at one moment.
 *
 * @param state whether it has a publisher
 * @param publishedAt when its last publisher began
 * @param encoder what that publisher calls itself; may be empty
 * @param peerAddress that publisher's network address
 * @param tracks what it sends, video first
 * @param rates measured over the last seconds
 * @param unreadableTags tags of that publisher that could not be read, and were dropped
 * @param viewers viewers of FLV, WebSocket and RTMP
 */
public record StreamFacts(
    State state,
    Instant publishedAt,
    String encoder,
    String peerAddress,
    List<Track> tracks,
    Rates rates,
    long unreadableTags,
    int viewers) {

  /** Whether somebody publishes. */
  public enum State {
    /** Frames arrive, or are about to. */
    LIVE,
    /** The publisher is gone and may come back. */
    INTERRUPTED,
    /** It is over. */
    ENDED
  }

  /**
   * What was measured on arrival.
   *
   * @param framesPerSecond pictures of the leading track; 0 without video
   * @param bitsPerSecond all tracks
   * @param keyFrameIntervalMs media time between the last two key frames, milliseconds; 0 when
   *     unknown
   */
  public record Rates(double framesPerSecond, long bitsPerSecond, int keyFrameIntervalMs) {

    /** Nothing has been measured. */
    public static final Rates NONE = new Rates(0, 0, 0);
  }

  /** Copies the list. */
  public StreamFacts {
    tracks = List.copyOf(tracks);
  }
}
