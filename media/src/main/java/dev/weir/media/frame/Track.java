package dev.weir.media.frame;

import dev.weir.media.bytes.ByteSlice;

/**
 * What must be known to decode the frames of one track. A track whose configuration changes is a
 * new value; equality is by content, so that an encoder which repeats its configuration changes
 * nothing.
 */
public sealed interface Track {

  /** Number of the track within its kind. */
  int number();

  /** The codec of every frame of the track. */
  Codec codec();

  /**
   * The decoder configuration record as ISO BMFF carries it: the body of {@code avcC}, {@code
   * hvcC}, {@code av1C}, {@code vpcC}, an AudioSpecificConfig, the body of {@code dOps} or {@code
   * dfLa}; empty where the codec has none (MP3, AC-3). A body is everything behind the size and
   * type of the box, so those of {@code vpcC} and {@code dfLa} start with version and flags.
   */
  ByteSlice configuration();

  /** The value of the RFC 6381 {@code codecs} parameter, for example {@code avc1.64001f}. */
  String codecString();

  /**
   * A video track.
   *
   * @param width coded width after cropping, pixels; 0 when the configuration does not tell
   * @param height coded height after cropping, pixels; 0 when the configuration does not tell
   */
  record VideoTrack(
      int number, Codec codec, ByteSlice configuration, String codecString, int width, int height)
      implements Track {}

  /**
   * An audio track.
   *
   * @param sampleRateHz samples a second as the decoder puts them out
   * @param channels output channels
   * @param samplesPerFrame samples in one coded frame at {@code sampleRateHz}; 0 when it varies
   */
  record AudioTrack(
      int number,
      Codec codec,
      ByteSlice configuration,
      String codecString,
      int sampleRateHz,
      int channels,
      int samplesPerFrame)
      implements Track {}
}
