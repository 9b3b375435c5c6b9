package dev.weir.runtime.http;

import dev.weir.contract.fault.FaultCode;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metrics.FaultCounter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * Watches one HTTP/1 connection between decoder and application: keeps the deadlines of reading a
 * request, counts a body whose length was not announced, and, once the connection is poisoned, lets
 * nothing in any more. Answering has no deadline here: a viewer's answer runs for hours. On the
 * connection's event loop.
 */
final class Http1Watch extends ChannelDuplexHandler {

  private static final String NAME = "weir-watch";
  private static final AttributeKey<Http1Watch> KEY = AttributeKey.valueOf(Http1Watch.class, NAME);

  private final HttpLimits limits;
  private final FaultCounter faults;
  private final Deadline deadline;
  private final WireTap tap = new WireTap();
  private final ShortWay shortWay = new ShortWay(tap);
  private final Ending ending;

  private Waiting waiting = Waiting.FOR_REQUEST;
  private boolean receiving;
  private long bodyBytes;
  private int unanswered;
  private boolean answerBegun;
  private boolean poisoned;
  private boolean muted;

  /** What the deadline is about. */
  private enum Waiting {
    FOR_REQUEST,
    FOR_HEADER,
    FOR_BODY,
    FOR_NOTHING
  }

  private Http1Watch(Channel channel, HttpLimits limits, TimeSource time, FaultCounter faults) {
    this.limits = limits;
    this.faults = faults;
    this.deadline = new Deadline(time, channel.eventLoop(), () -> missed(channel));
    this.ending = new Ending(channel, faults);
  }

  /** Begins to watch a connection that has not read anything yet. */
  static void install(Channel channel, HttpLimits limits, TimeSource time, FaultCounter faults) {
    Http1Watch watch = new Http1Watch(channel, limits, time, faults);
    channel.pipeline().addBefore("httpDecoder", WireTap.NAME, watch.tap);
    channel.pipeline().addBefore("handler", NAME, watch);
    channel.attr(KEY).set(watch);
    watch.idle();
  }

  /** The watch of a connection; null when it is not HTTP/1. */
  static @Nullable Http1Watch of(HttpConnection connection) {
    return HardClose.channel(connection).attr(KEY).get();
  }

  /** Whether a request was refused in a way after which nothing on this connection is believed. */
  boolean poisoned() {
    return poisoned;
  }

  /** Lets nothing in any more; the next answer that ends is the last one. */
  void poison() {
    poisoned = true;
    tap.shut();
    waitFor(Waiting.FOR_NOTHING);
    ending.begin();
  }

  /** Requests like the one that is being handled are to ask {@code shortcut} first. */
  void offered(Shortcut shortcut) {
    if (unanswered == 1 && !poisoned) {
      shortWay.open(shortcut);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (goesTheShortWay(context.channel(), message)) {
      return;
    }
    if (!poisoned && message instanceof HttpRequest request) {
      headerRead(context.channel(), request);
    }
    if (!poisoned && message instanceof HttpContent content) {
      contentRead(context.channel(), content);
    }
    if (poisoned) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  /**
   * Nobody may be overtaken: what was asked before has been answered, and a peer that does not take
   * its answers is left to those who know what to do about it.
   */
  private boolean goesTheShortWay(Channel channel, Object message) {
    if (shortWay.isTaking() && message instanceof HttpContent content) {
      boolean last = content instanceof LastHttpContent;
      content.release();
      if (last) {
        tap.consumed();
        shortWay.answer(channel.alloc());
        idle();
      }
      return true;
    }
    return unanswered == 0
        && !poisoned
        && message instanceof HttpRequest request
        && channel.isWritable()
        && shortWay.takes(request);
  }

  private void headerRead(Channel channel, HttpRequest request) {
    shortWay.passed(request);
    tap.consumed();
    receiving = true;
    bodyBytes = 0;
    unanswered++;
    waitFor(Waiting.FOR_NOTHING);
    HttpVersion version = request.protocolVersion();
    boolean readable = request.decoderResult().isSuccess();
    if (readable
        && !version.equals(HttpVersion.HTTP_1_1)
        && !version.equals(HttpVersion.HTTP_1_0)) {
      // The preface of HTTP/2 in clear text is one of these.
      refuse(channel, FaultCode.REQUEST_MALFORMED);
    }
  }

  private void contentRead(Channel channel, HttpContent content) {
    bodyBytes += content.content().readableBytes();
    if (bodyBytes > limits.bodyBytes()) {
      refuse(channel, FaultCode.BODY_TOO_LARGE);
    } else if (content instanceof LastHttpContent) {
      tap.consumed();
      receiving = false;
      if (unanswered == 0) {
        idle();
      } else {
        waitFor(Waiting.FOR_NOTHING);
      }
    }
  }

  /** Deadlines begin here, not with each message: most requests are read whole before this. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    shortWay.flush();
    if (!poisoned) {
      if (receiving) {
        waitFor(Waiting.FOR_BODY);
      } else if (unanswered == 0 && tap.holdsPartOfARequest()) {
        waitFor(Waiting.FOR_HEADER);
      }
    }
    context.fireChannelReadComplete();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (muted) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    if (message instanceof HttpResponse response) {
      int status = response.status().code();
      if (status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
        retire(context);
      }
      if (status < HttpResponseStatus.OK.code()) {
        ChannelFuture _ = context.write(message, promise);
        return;
      }
      answerBegun = true;
    }
    if (message instanceof LastHttpContent) {
      writeLast(context, message, promise);
    } else {
      ChannelFuture _ = context.write(message, promise);
    }
  }

  private void writeLast(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    answerBegun = false;
    unanswered--;
    if (poisoned) {
      ChannelPromise last = promise.unvoid();
      last.addListener(written -> ending.answered());
      ChannelFuture _ = context.write(message, last);
      return;
    }
    ChannelFuture _ = context.write(message, promise);
    if (unanswered == 0 && !receiving) {
      idle();
    }
  }

  /** The application closes a refused connection at once; the answer would be lost in a reset. */
  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (poisoned) {
      ending.whenClosed(promise);
    } else {
      ChannelFuture _ = context.close(promise);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    shortWay.close();
    deadline.cancel();
  }

  /** The connection speaks another protocol from here on. */
  private void retire(ChannelHandlerContext context) {
    context.channel().attr(KEY).set(null);
    context.pipeline().remove(tap);
    context.pipeline().remove(this);
  }

  private void idle() {
    waiting = Waiting.FOR_NOTHING;
    waitFor(tap.holdsPartOfARequest() ? Waiting.FOR_HEADER : Waiting.FOR_REQUEST);
  }

  private void waitFor(Waiting what) {
    if (waiting == what) {
      return;
    }
    waiting = what;
    switch (what) {
      case FOR_REQUEST -> deadline.in(limits.idleKeepAlive());
      case FOR_HEADER -> deadline.in(limits.headerDeadline());
      case FOR_BODY -> deadline.in(limits.bodyDeadline());
      case FOR_NOTHING -> deadline.clear();
    }
  }

  private void missed(Channel channel) {
    switch (waiting) {
      case FOR_REQUEST -> {
        if (ending.stillSending()) {
          deadline.in(limits.idleKeepAlive());
        } else {
          ending.now();
        }
      }
      case FOR_HEADER, FOR_BODY -> refuse(channel, FaultCode.REQUEST_TIMEOUT);
      case FOR_NOTHING -> {}
    }
  }

  /** Refuses on the wire itself, below an application that may be waiting for the same request. */
  private void refuse(Channel channel, FaultCode fault) {
    faults.count(fault);
    poison();
    muted = true;
    boolean itsTurn = !answerBegun && unanswered == (receiving ? 1 : 0);
    if (itsTurn) {
      tap.answer(CannedAnswer.of(channel.alloc(), fault)).addListener(sent -> ending.answered());
    } else {
      HardClose.cut(channel);
    }
  }
}
