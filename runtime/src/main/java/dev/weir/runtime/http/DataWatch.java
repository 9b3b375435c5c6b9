package dev.weir.runtime.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads along, between the framing and the encryption of an HTTP/2 connection, whose DATA goes out,
 * and is told of each frame that the kernel has taken it. Asked for a stream's tally it follows
 * that stream, and no other. The end of a connection may cut one frame in two: that one is counted
 * whole. On the connection's event loop.
 */
final class DataWatch extends ChannelOutboundHandlerAdapter {

  private static final String NAME = "weir-data";
  private static final AttributeKey<DataWatch> KEY = AttributeKey.valueOf(DataWatch.class, NAME);

  private static final int TYPE_AT = 3;
  private static final int STREAM_AT = 5;
  private static final int LENGTH_SHIFT = 8;

  private final Http2ConnectionHandler handler;
  private final Map<Integer, StreamTally> tallies = new HashMap<>();
  private final byte[] head = new byte[Http2CodecUtil.FRAME_HEADER_LENGTH];

  private int headBytes;
  private int leftInFrame;
  private @Nullable StreamTally inFrame;
  private boolean cut;

  private DataWatch(Http2ConnectionHandler handler) {
    this.handler = handler;
  }

  /** Begins to read along; no frame is half written. */
  static void install(HttpConnection connection) {
    ChannelHandlerContext context = ((ConnectionBase) connection).channelHandlerContext();
    Channel channel = context.channel();
    DataWatch watch = new DataWatch((Http2ConnectionHandler) context.handler());
    watch
        .handler
        .connection()
        .addListener(
            new Http2ConnectionAdapter() {
              @Override
              public void onStreamClosed(Http2Stream stream) {
                watch.closed(stream.id());
              }
            });
    channel.pipeline().addBefore(context.name(), NAME, watch);
    channel.attr(KEY).set(watch);
  }

  static DataWatch of(HttpConnection connection) {
    DataWatch watch = HardClose.channel(connection).attr(KEY).get();
    if (watch == null) {
      throw new IllegalStateException("nobody reads along on this connection");
    }
    return watch;
  }

  /** The tally of a stream; of one that is closed, one to which nothing comes. */
  StreamTally tally(int streamId) {
    StreamTally known = tallies.get(streamId);
    if (known != null) {
      return known;
    }
    StreamTally fresh = new StreamTally();
    if (handler.connection().stream(streamId) == null) {
      fresh.closed();
    } else {
      tallies.put(streamId, fresh);
    }
    return fresh;
  }

  private void closed(int streamId) {
    StreamTally over = tallies.remove(streamId);
    if (over != null) {
      over.closed();
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    ChannelPromise told = promise;
    if (message instanceof ByteBuf bytes) {
      int at = bytes.readerIndex();
      while (at < bytes.writerIndex()) {
        if (leftInFrame == 0) {
          head(bytes.getByte(at));
          at++;
        } else {
          int length = Math.min(leftInFrame, bytes.writerIndex() - at);
          if (inFrame != null) {
            told = follow(context, inFrame, length, told);
          }
          leftInFrame -= length;
          at += length;
        }
      }
    }
    ChannelFuture _ = context.write(message, told);
  }

  /** One more byte of what stands before each frame (RFC 9113, 4.1). */
  private void head(byte next) {
    head[headBytes] = next;
    headBytes++;
    if (headBytes == head.length) {
      headBytes = 0;
      leftInFrame = number(0, TYPE_AT);
      inFrame =
          head[TYPE_AT] == Http2FrameTypes.DATA
              ? tallies.get(number(STREAM_AT, head.length) & Integer.MAX_VALUE)
              : null;
    }
  }

  private int number(int from, int until) {
    int number = 0;
    for (int i = from; i < until; i++) {
      number = number << LENGTH_SHIFT | Byte.toUnsignedInt(head[i]);
    }
    return number;
  }

  /** Hears of the outcome before anybody else does. */
  private ChannelPromise follow(
      ChannelHandlerContext context, StreamTally tally, int bytes, ChannelPromise next) {
    tally.sending();
    ChannelPromise mine = context.newPromise();
    mine.addListener(sent -> {
      tally.sent(sent.isSuccess() || isCutInTwo() ? bytes : 0);
      if (sent.isSuccess()) {
        next.trySuccess();
      } else {
        next.tryFailure(sent.cause());
      }
    });
    return mine;
  }

  /** Frames fail in the order in which they were written. */
  private boolean isCutInTwo() {
    boolean first = !cut;
    cut = true;
    return first;
  }
}
