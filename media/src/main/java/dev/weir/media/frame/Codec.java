package dev.weir.media.frame;

/** The codecs that Weir carries. */
public enum Codec {
  /** H.264, ISO/IEC 14496-10. */
  AVC(true),
  /** H.265, ISO/IEC 23008-2. */
  HEVC(true),
  /** AOMedia AV1. */
  AV1(true),
  /** VP9. */
  VP9(true),
  /** MPEG-4 audio, ISO/IEC 14496-3. */
  AAC(false),
  /** Opus, RFC 6716. */
  OPUS(false),
  /** MPEG-1 and MPEG-2 audio layer III. */
  MP3(false),
  /** Dolby AC-3, ETSI TS 102 366. */
  AC3(false),
  /** Dolby E-AC-3, ETSI TS 102 366 annex E. */
  EAC3(false),
  /** FLAC, RFC 9639. */
  FLAC(false);

  private final boolean video;

  Codec(boolean video) {
    this.video = video;
  }

  /** Whether frames of this codec are pictures; otherwise they are sound. */
  public boolean isVideo() {
    return video;
  }
}
