package dev.weir.contract.ladder;

/** What a rendition's pictures are encoded as. */
public enum VideoCodec {
  /** AVC, ISO/IEC 14496-10: plays everywhere. */
  H264,
  /** ISO/IEC 23008-2: a third less traffic for the same picture, several times the encoding. */
  HEVC
}
