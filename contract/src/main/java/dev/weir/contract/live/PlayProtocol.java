package dev.weir.contract.live;

/** How a viewer receives a stream. */
public enum PlayProtocol {
  /** FLV over an endless HTTP response. */
  HTTP_FLV,
  /** FLV in WebSocket messages. */
  WEBSOCKET_FLV,
  /** HLS and low-latency HLS with CMAF segments. */
  HLS,
  /** HLS with transport stream segments. */
  HLS_TS,
  /** RTMP and RTMPS. */
  RTMP
}
