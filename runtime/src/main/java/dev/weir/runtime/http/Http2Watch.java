package dev.weir.runtime.http;

import dev.weir.contract.fault.FaultCode;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metrics.FaultCounter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Watches one HTTP/2 connection: it may be without a stream only for so long, a request's body has
 * its deadline, and control frames that ask for an answer are counted. On the connection's event
 * loop.
 */
final class Http2Watch extends Http2ConnectionAdapter {

  /** Most PING and SETTINGS frames in {@link #CONTROL_WINDOW}. */
  static final int MAX_CONTROL_FRAMES = 500;

  /** The time over which control frames are counted. */
  static final Duration CONTROL_WINDOW = Duration.ofSeconds(30);

  private final HttpConnection connection;
  private final ChannelHandlerContext context;
  private final Http2ConnectionHandler handler;
  private final HttpLimits limits;
  private final TimeSource time;
  private final FaultCounter faults;
  private final Deadline idle;
  private final Deadline body;
  private final Ending ending;
  private final Queue<Receiving> receiving = new ArrayDeque<>();

  private int controlFrames;
  private long controlSinceNanos;

  /** A request whose body is on its way, in the order of arrival. */
  private record Receiving(Http2Stream stream, long sinceNanos) {

    boolean over() {
      return switch (stream.state()) {
        case OPEN, HALF_CLOSED_LOCAL -> false;
        case IDLE, RESERVED_LOCAL, RESERVED_REMOTE, HALF_CLOSED_REMOTE, CLOSED -> true;
      };
    }
  }

  private Http2Watch(
      HttpConnection connection, HttpLimits limits, TimeSource time, FaultCounter faults) {
    this.connection = connection;
    this.context = ((ConnectionBase) connection).channelHandlerContext();
    this.handler = (Http2ConnectionHandler) context.handler();
    this.limits = limits;
    this.time = time;
    this.faults = faults;
    Channel channel = context.channel();
    this.idle = new Deadline(time, channel.eventLoop(), this::idleForTooLong);
    this.body = new Deadline(time, channel.eventLoop(), this::resetLateBodies);
    this.ending = new Ending(channel, faults);
    this.controlSinceNanos = time.nanos();
  }

  /** Begins to watch a connection. */
  static void install(
      HttpConnection connection, HttpLimits limits, TimeSource time, FaultCounter faults) {
    Http2Watch watch = new Http2Watch(connection, limits, time, faults);
    watch.handler.connection().addListener(watch);
    connection.pingHandler(ping -> watch.controlFrame());
    connection.remoteSettingsHandler(settings -> watch.controlFrame());
    watch.context.channel().closeFuture().addListener(closed -> watch.stop());
    if (watch.handler.connection().numActiveStreams() == 0) {
      watch.idle.in(limits.idleKeepAlive());
    }
  }

  @Override
  public void onStreamActive(Http2Stream stream) {
    idle.clear();
    Receiving request = new Receiving(stream, time.nanos());
    if (!request.over()) {
      while (!receiving.isEmpty() && receiving.element().over()) {
        receiving.remove();
      }
      if (receiving.isEmpty()) {
        body.in(limits.bodyDeadline());
      }
      receiving.add(request);
    }
  }

  @Override
  public void onStreamClosed(Http2Stream stream) {
    if (handler.connection().numActiveStreams() == 0) {
      idle.in(limits.idleKeepAlive());
    }
  }

  private void idleForTooLong() {
    if (ending.stillSending()) {
      idle.in(limits.idleKeepAlive());
    } else {
      ending.now();
    }
  }

  private void resetLateBodies() {
    long allowedNanos = limits.bodyDeadline().toNanos();
    while (!receiving.isEmpty()) {
      Receiving oldest = receiving.element();
      long remainingNanos = allowedNanos - (time.nanos() - oldest.sinceNanos);
      if (!oldest.over() && remainingNanos > 0) {
        body.in(Duration.ofNanos(remainingNanos));
        return;
      }
      receiving.remove();
      if (!oldest.over()) {
        faults.count(FaultCode.REQUEST_TIMEOUT);
        ChannelFuture _ =
            handler.resetStream(
                context, oldest.stream.id(), Http2Error.CANCEL.code(), context.newPromise());
        context.flush();
      }
    }
  }

  private void controlFrame() {
    long now = time.nanos();
    if (now - controlSinceNanos > CONTROL_WINDOW.toNanos()) {
      controlSinceNanos = now;
      controlFrames = 0;
    }
    controlFrames++;
    if (controlFrames == MAX_CONTROL_FRAMES) {
      faults.count(FaultCode.TOO_MANY_REQUESTS);
      connection.goAway(Http2Error.ENHANCE_YOUR_CALM.code());
      ending.now();
    }
  }

  private void stop() {
    idle.cancel();
    body.cancel();
  }
}
