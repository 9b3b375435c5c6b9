package dev.weir.rtmp.session;

/**
 * What a publish or play command is about, put together from what the client said in pieces.
 *
 * @param app the app
 * @param stream the stream
 * @param query every query, the stream's first
 */
record StreamTarget(String app, String stream, String query) {

  /**
   * The usual form is an app and a name. An encoder that has one field for the whole URL may send
   * everything as the app and leave the name empty; its last segment is the stream then.
   */
  static StreamTarget of(ConnectRequest connect, String streamName) {
    NameWithQuery stream = NameWithQuery.split(streamName);
    String query = NameWithQuery.join(stream.query(), connect.query());
    int slash = connect.app().lastIndexOf('/');
    return stream.name().isEmpty() && slash > 0
        ? new StreamTarget(
            connect.app().substring(0, slash), connect.app().substring(slash + 1), query)
        : new StreamTarget(connect.app(), stream.name(), query);
  }
}
