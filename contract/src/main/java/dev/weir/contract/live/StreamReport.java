package dev.weir.contract.live;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import java.time.Instant;
import java.util.List;

/**
 * One live stream as its owner sees it, told about every two seconds.
 *
 * @param address the stream
 * @param node the node that ingests it
 * @param publishedAt when the current publisher began
 * @param state whether the encoder is there
 * @param encoder what the encoder calls itself; empty when it does not say
 * @param peerAddress the encoder's network address
 * @param tracks what it sends, video first
 * @param framesPerSecond measured over the last seconds; 0 without video
 * @param bitsPerSecond measured over the last seconds, all tracks
 * @param keyFrameIntervalMs distance of the last two key frames, milliseconds; 0 when unknown
 */
public record StreamReport(
    StreamAddress address,
    NodeId node,
    Instant publishedAt,
    State state,
    String encoder,
    String peerAddress,
    List<TrackReport> tracks,
    double framesPerSecond,
    long bitsPerSecond,
    int keyFrameIntervalMs) {

  /** Whether the encoder is there. */
  public enum State {
    /** Frames arrive. */
    LIVE,
    /** The encoder is gone and may come back within the reconnect window. */
    INTERRUPTED
  }

  /** Copies the list. */
  public StreamReport {
    tracks = List.copyOf(tracks);
  }

  /**
   * One track of a live stream.
   *
   * @param codec display name, for example {@code H.264}
   * @param codecString RFC 6381 form
   * @param width pixels; 0 for audio
   * @param height pixels; 0 for audio
   * @param sampleRateHz samples a second; 0 for video
   * @param channels channels; 0 for video
   */
  public record TrackReport(
      String codec, String codecString, int width, int height, int sampleRateHz, int channels) {}
}
