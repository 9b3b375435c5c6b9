package dev.weir.portal.stream;

import dev.weir.contract.live.PlayProtocol;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** Viewers by protocol, in words. */
public final class Audience {

  private Audience() {}

  /** {@code 12 HLS, 3 FLV}, the most watched first. */
  public static String words(Map<PlayProtocol, Integer> viewers) {
    return viewers.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(Comparator.comparingInt((Map.Entry<PlayProtocol, Integer> e) -> -e.getValue()))
        .map(entry -> Wording.count(entry.getValue()) + " " + name(entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  /** {@code HLS}, {@code FLV}. */
  static String name(PlayProtocol protocol) {
    return switch (protocol) {
      case HTTP_FLV -> "FLV";
      case WEBSOCKET_FLV -> "WebSocket";
      case HLS -> "HLS";
      case HLS_TS -> "HLS (TS)";
      case RTMP -> "RTMP";
    };
  }
}
