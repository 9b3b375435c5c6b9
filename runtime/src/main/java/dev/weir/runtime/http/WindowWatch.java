package dev.weir.runtime.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hears, for the lasting streams of one HTTP/2 connection, how their reader widens its windows. On
 * the connection's event loop.
 */
final class WindowWatch {

  private static final AttributeKey<WindowWatch> KEY =
      AttributeKey.valueOf(WindowWatch.class, "weir-windows");

  private final Http2ConnectionHandler handler;
  private final Map<Integer, StreamShare> shares = new HashMap<>();

  private WindowWatch(Http2ConnectionHandler handler) {
    this.handler = handler;
  }

  /** The one of a connection, from the first time that it is asked for. */
  static WindowWatch of(HttpConnection connection) {
    Channel channel = HardClose.channel(connection);
    WindowWatch known = channel.attr(KEY).get();
    if (known != null) {
      return known;
    }
    WindowWatch watch =
        new WindowWatch(
            (Http2ConnectionHandler)
                ((ConnectionBase) connection).channelHandlerContext().handler());
    watch.listen();
    channel.attr(KEY).set(watch);
    return watch;
  }

  StreamShare share(int streamId, StreamShare.Holder holder) {
    Http2Stream stream = handler.connection().stream(streamId);
    if (stream == null) {
      throw new IllegalStateException("the stream is closed");
    }
    StreamShare share = new StreamShare(handler.encoder().flowController(), stream, holder);
    shares.put(streamId, share);
    return share;
  }

  private void listen() {
    handler.decoder().frameListener(new Updates(handler.decoder().frameListener()));
    handler
        .connection()
        .addListener(
            new Http2ConnectionAdapter() {
              @Override
              public void onStreamClosed(Http2Stream stream) {
                StreamShare share = shares.remove(stream.id());
                if (share != null) {
                  share.holder().closed();
                }
              }
            });
  }

  private void widened(int streamId) {
    StreamShare share = shares.get(streamId);
    if (share != null) {
      share.holder().roomMayHaveGrown();
    }
  }

  private void begunAnew() {
    for (StreamShare share : List.copyOf(shares.values())) {
      share.measureAnew();
      share.holder().roomMayHaveGrown();
    }
  }

  /** Passes every frame on, and notes the updates of windows behind the flow controller. */
  private final class Updates extends Http2FrameListenerDecorator {

    Updates(Http2FrameListener next) {
      super(next);
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int streamId, int increment)
        throws Http2Exception {
      super.onWindowUpdateRead(context, streamId, increment);
      widened(streamId);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings)
        throws Http2Exception {
      super.onSettingsRead(context, settings);
      begunAnew();
    }
  }
}
