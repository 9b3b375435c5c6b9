package dev.weir.contract.ladder;

/** What a decoder must be able to do (ISO/IEC 14496-10 annex A, ISO/IEC 23008-2 annex A). */
public enum VideoProfile {
  /** H.264 without B-frames, for the simplest devices. */
  BASELINE(VideoCodec.H264),
  /** H.264 main. */
  MAIN(VideoCodec.H264),
  /** H.264 high: what every browser and phone of today decodes. */
  HIGH(VideoCodec.H264),
  /** HEVC main, 8 bits. */
  HEVC_MAIN(VideoCodec.HEVC);

  private final VideoCodec codec;

  VideoProfile(VideoCodec codec) {
    this.codec = codec;
  }

  /** Whose profile it is. */
  public VideoCodec codec() {
    return codec;
  }
}
