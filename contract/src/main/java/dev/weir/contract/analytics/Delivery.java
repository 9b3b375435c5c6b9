package dev.weir.contract.analytics;

import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.metering.MeterDetail;

/** In which form something goes out to viewers. */
public enum Delivery {
  /** FLV over HTTP. */
  FLV,
  /** FLV in WebSocket messages. */
  WS_FLV,
  /** RTMP and RTMPS. */
  RTMP,
  /** Live playlists and segments. */
  HLS,
  /** Parts, and playlists that were waited for. */
  LL_HLS,
  /** What lies before the live window. */
  TIME_SHIFT,
  /** Recordings. */
  VOD,
  /** Snapshots. */
  PICTURE,
  /** The watch page. */
  PAGE;

  /** What is billed as {@code detail}; throws {@link IllegalArgumentException} for what is not. */
  public static Delivery of(MeterDetail detail) {
    return valueOf(detail.name());
  }

  /** What a viewer of this protocol counts under. */
  public static Delivery of(PlayProtocol protocol) {
    return switch (protocol) {
      case HTTP_FLV -> FLV;
      case WEBSOCKET_FLV -> WS_FLV;
      case HLS, HLS_TS -> HLS;
      case RTMP -> RTMP;
    };
  }
}
