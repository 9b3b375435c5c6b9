package dev.weir.contract.ladder;

/**
 * The sound of a rendition.
 *
 * @param codec what it is encoded as, or that it is passed through
 * @param bitrate bits per second; what is passed through keeps its own
 */
public record AudioTarget(AudioCodec codec, int bitrate) {

  /** Least and most bits per second. */
  public static final int MIN_BITRATE = 16_000;

  public static final int MAX_BITRATE = 512_000;

  /** The source's sound as it is, shared by all renditions. */
  public static final AudioTarget SOURCE = new AudioTarget(AudioCodec.SOURCE, MAX_BITRATE);

  /** Throws {@link IllegalArgumentException} for a rate outside its bounds. */
  public AudioTarget {
    if (bitrate < MIN_BITRATE || bitrate > MAX_BITRATE) {
      throw new IllegalArgumentException(
          "an audio bit rate is " + MIN_BITRATE + " to " + MAX_BITRATE);
    }
  }

  /** What a rendition's sound is encoded as. */
  public enum AudioCodec {
    /** The source's, not encoded again. */
    SOURCE,
    /** AAC-LC (ISO/IEC 14496-3). */
    AAC
  }
}
