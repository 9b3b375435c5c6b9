package dev.weir.rtmp.session;

/**
 * A client's wish to publish. Nothing in it is checked yet: names may be anything.
 *
 * @param connect what the client said before
 * @param app the app
 * @param stream the stream's name, without query
 * @param query everything that stood behind question marks, of stream, app and {@code tcUrl} in
 *     this order, without question mark; where a parameter occurs twice the first one counts
 */
public record PublishRequest(ConnectRequest connect, String app, String stream, String query) {

  /** Host of the {@code tcUrl}, lower case, without port; empty when the client named none. */
  public String host() {
    return connect.host();
  }
}
