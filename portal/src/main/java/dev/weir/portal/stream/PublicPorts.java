package dev.weir.portal.stream;

/**
 * The ports at which encoders and viewers reach the platform, for addresses.
 *
 * @param rtmp push and play, plain
 * @param rtmps push and play, TLS
 * @param http playback, plain
 * @param https playback, TLS
 */
public record PublicPorts(int rtmp, int rtmps, int http, int https) {

  private static final int WEB = 80;
  private static final int WEB_TLS = 443;

  /** {@code :port}, or nothing for port 80. */
  String afterHttpHost() {
    return http == WEB ? "" : ":" + http;
  }

  /** {@code :port}, or nothing for port 443. */
  String afterHttpsHost() {
    return https == WEB_TLS ? "" : ":" + https;
  }
}
