package dev.weir.media.frame;

import dev.weir.media.bytes.ByteSlice;

/** One access unit of one track. Times are milliseconds on the publisher's clock, unwrapped. */
public sealed interface MediaFrame {

  /** Number of the track within its kind; 0 unless the encoder sends several. */
  int track();

  /** Decode time in milliseconds. */
  long dtsMs();

  /** The coded bytes, as ISO BMFF samples carry them (length-prefixed NAL units, raw AAC, …). */
  ByteSlice payload();

  /**
   * A picture.
   *
   * @param track track number among the video tracks
   * @param codec how {@code payload} is coded
   * @param dtsMs decode time, milliseconds
   * @param compositionOffsetMs presentation time minus decode time, milliseconds; may be negative
   * @param keyFrame whether decoding can start here
   * @param payload the sample
   */
  record VideoFrame(
      int track,
      Codec codec,
      long dtsMs,
      int compositionOffsetMs,
      boolean keyFrame,
      ByteSlice payload)
      implements MediaFrame {}

  /**
   * A piece of sound.
   *
   * @param track track number among the audio tracks
   * @param codec how {@code payload} is coded
   * @param dtsMs time of the first sample, milliseconds
   * @param payload the coded frame, without ADTS or Ogg framing
   */
  record AudioFrame(int track, Codec codec, long dtsMs, ByteSlice payload) implements MediaFrame {}

  /**
   * Something timed that is neither picture nor sound: {@code onTextData}, {@code onCuePoint}, ….
   *
   * @param track always 0
   * @param dtsMs its time, milliseconds
   * @param payload AMF0 values, the first one a name
   */
  record DataFrame(int track, long dtsMs, ByteSlice payload) implements MediaFrame {}
}
