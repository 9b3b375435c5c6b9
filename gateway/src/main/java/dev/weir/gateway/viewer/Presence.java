package dev.weir.gateway.viewer;

/**
 * One viewer who is counted as long as a connection lives: FLV, WebSocket, RTMP. Closing it twice
 * counts once. May be closed on any thread.
 */
public interface Presence extends AutoCloseable {

  @Override
  void close();
}
