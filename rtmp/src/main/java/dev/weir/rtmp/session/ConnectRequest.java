package dev.weir.rtmp.session;

/**
 * What a client said of itself and of the place it wants, once and for the whole connection. RTMP
 * 1.0, 7.2.1.1.
 *
 * @param host host of the {@code tcUrl}, lower case, without port; empty when the client named none
 * @param app the app, without query
 * @param query query of the app and of the {@code tcUrl}, without question mark; mostly empty
 * @param software the client's {@code flashVer}: what it calls itself
 * @param pageUrl the page that a player stands on; mostly empty
 * @param enhanced what it understands of Enhanced RTMP
 */
public record ConnectRequest(
    String host,
    String app,
    String query,
    String software,
    String pageUrl,
    EnhancedCapabilities enhanced) {}
