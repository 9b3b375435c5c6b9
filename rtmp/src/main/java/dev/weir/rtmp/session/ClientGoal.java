package dev.weir.rtmp.session;

/**
 * What a {@link ClientSession} is for.
 *
 * @param publishes whether it publishes; otherwise it plays
 * @param tcUrl {@code rtmp://host[:port]/app}
 * @param app the app
 * @param stream the stream, with its query
 */
public record ClientGoal(boolean publishes, String tcUrl, String app, String stream) {

  /** To publish at {@code rtmp://host[:port]/app/stream[?query]}. */
  public static ClientGoal publish(String url) {
    return parse(true, url);
  }

  /** To play {@code rtmp://host[:port]/app/stream[?query]}. */
  public static ClientGoal play(String url) {
    return parse(false, url);
  }

  private static ClientGoal parse(boolean publishes, String url) {
    int query = url.indexOf('?');
    String path = query < 0 ? url : url.substring(0, query);
    int appStart = path.indexOf('/', path.indexOf("://") + 3) + 1;
    int streamStart = path.lastIndexOf('/') + 1;
    if (appStart <= 0 || streamStart <= appStart) {
      throw new IllegalArgumentException("needs an app and a stream: " + path);
    }
    return new ClientGoal(
        publishes,
        path.substring(0, streamStart - 1),
        path.substring(appStart, streamStart - 1),
        url.substring(streamStart));
  }
}
