package dev.weir.media.flv;

/** How the packets of an audio or video tag are wrapped. */
public enum TagForm {
  /** As in Video File Format 10.1: one track, the codec a number of four bits. */
  LEGACY,
  /** Enhanced RTMP: one track without a number, the codec a FourCC. */
  ENHANCED,
  /** Enhanced RTMP multitrack: one track with a number. */
  ONE_TRACK,
  /** Enhanced RTMP multitrack: several tracks of one codec. */
  MANY_TRACKS,
  /** Enhanced RTMP multitrack: several tracks, each with its codec. */
  MANY_TRACKS_MANY_CODECS
}
