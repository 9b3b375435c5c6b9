package dev.weir.bench.server;

/** How a crowd watches. */
public enum Protocol {
  /** One endless answer of FLV tags. */
  HTTP_FLV,
  /** RTMP play. */
  RTMP,
  /** Whole segments, found by asking for the playlist again and again. */
  HLS,
  /** Parts: playlists that wait, and parts that are asked for before they are there. */
  LOW_LATENCY_HLS,
  /** No viewing at all: the same file, over and over, as fast as it comes. */
  REPEAT
}
