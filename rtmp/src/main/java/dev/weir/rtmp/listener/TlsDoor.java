package dev.weir.rtmp.listener;

import dev.weir.runtime.tls.IndicatedName;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.time.Duration;
import javax.net.ssl.SSLEngine;

/**
 * TLS in front of RTMP. Vert.x would do the handshake before anybody hears of the connection; here
 * it is done after the connection was let in and counted. Which certificate is presented is the
 * context's to choose.
 */
final class TlsDoor {

  private final SslContext context;
  private final Duration handshakeLimit;

  TlsDoor(SslContext context, Duration handshakeLimit) {
    this.context = context;
    this.handshakeLimit = handshakeLimit;
  }

  /** Who hears how a handshake went; one of the two, exactly once. */
  interface Threshold {

    /**
     * It is done.
     *
     * @param serverName the name that the client's hello indicated; empty when it named none
     */
    void passed(String serverName);

    /** It failed, or the client left amid it. */
    void failed();
  }

  /** Puts TLS at the head of a fresh connection's pipeline. */
  void guard(ChannelPipeline pipeline, Threshold outcome) {
    SslHandler handshake = context.newHandler(pipeline.channel().alloc());
    handshake.setHandshakeTimeoutMillis(handshakeLimit.toMillis());
    pipeline.addFirst("weir-tls-outcome", new Outcome(handshake.engine(), outcome));
    pipeline.addFirst("weir-tls", handshake);
  }

  /** Waits for the handshake's end and passes nothing of it on. */
  private static final class Outcome extends ChannelInboundHandlerAdapter {

    private final SSLEngine engine;
    private final Threshold outcome;

    private boolean told;

    Outcome(SSLEngine engine, Threshold outcome) {
      this.engine = engine;
      this.outcome = outcome;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent completion) {
        tell(completion.isSuccess());
      } else {
        context.fireUserEventTriggered(event);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      tell(false);
      context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      tell(false);
      context.fireExceptionCaught(cause);
    }

    private void tell(boolean passed) {
      if (told) {
        return;
      }
      told = true;
      if (passed) {
        outcome.passed(IndicatedName.of(engine.getSession()));
      } else {
        outcome.failed();
      }
    }
  }
}
