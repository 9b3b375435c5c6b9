package dev.weir.contract.policy;

/** What HLS segments are made of. */
public enum HlsContainer {
  /** Fragmented MP4 with low-latency parts; audio and video apart. */
  CMAF,
  /** MPEG transport stream, audio and video together, without parts. */
  TS
}
