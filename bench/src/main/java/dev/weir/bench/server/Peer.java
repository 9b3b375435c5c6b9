package dev.weir.bench.server;

import dev.weir.bench.machine.Listener;
import dev.weir.bench.publish.RtmpSink;
import dev.weir.bench.publish.TagSink;
import java.net.URI;
import java.time.Duration;

/**
 * A server that somebody else has started on this machine, given by its addresses. It should run on
 * the server's core alone: {@code taskset -c 0}.
 *
 * @param name for tables
 * @param pushUrl where the stream is published, over RTMP
 * @param viewUrl where it is watched, {@code http://} as HTTP-FLV or {@code rtmp://}
 */
public record Peer(String name, String pushUrl, String viewUrl) implements Contender {

  /** Reads {@code NAME=PUSH_URL,VIEW_URL}. */
  public static Peer parse(String text) {
    int equals = text.indexOf('=');
    int comma = text.indexOf(',', equals);
    if (equals <= 0 || comma < 0) {
      throw new IllegalArgumentException("a peer is NAME=PUSH_URL,VIEW_URL, not " + text);
    }
    return new Peer(
        text.substring(0, equals), text.substring(equals + 1, comma), text.substring(comma + 1));
  }

  /** How it is watched. */
  public Protocol protocol() {
    return viewUrl.startsWith("rtmp:") ? Protocol.RTMP : Protocol.HTTP_FLV;
  }

  @Override
  public String window() {
    return "its own";
  }

  @Override
  public Duration warmUp() {
    return Duration.ofSeconds(5);
  }

  @Override
  public ServerUnderTest start() {
    return new Running(this, Listener.on(URI.create(viewUrl).getPort()));
  }

  private record Running(Peer peer, long pid) implements ServerUnderTest {

    @Override
    public TagSink publisher(int number) {
      if (number > 0) {
        throw new UnsupportedOperationException("a peer has one push URL");
      }
      return RtmpSink.open(peer.pushUrl);
    }

    @Override
    public String url(Protocol protocol) {
      return peer.viewUrl;
    }

    @Override
    public void close() {
      // It is not ours to end.
    }
  }
}
