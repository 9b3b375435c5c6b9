package dev.weir.rtmp.listener;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;

/**
 * TLS in front of RTMP. Vert.x would do the handshake before anybody hears of the connection; here
 * it is done after the connection was let in and counted. Each event loop has its own.
 *
 * <p>The name that the client asks for chooses the certificate; an unknown name, or none, gets the
 * default one, and learns nothing about tenants from it.
 */
final class TlsDoor {

  /** Certificates by server name that are kept ready. */
  static final int MAX_CACHED_NAMES = 256;

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final Function<String, KeyManagerFactory> byName;
  private final SslContext fallback;
  private final Duration handshakeLimit;

  private final SequencedMap<String, SslContext> cache = new LinkedHashMap<>(16, 0.75f, true);

  private TlsDoor(
      Function<String, KeyManagerFactory> byName, SslContext fallback, Duration handshakeLimit) {
    this.byName = byName;
    this.fallback = fallback;
    this.handshakeLimit = handshakeLimit;
  }

  /** Reads the certificates, which may block. */
  static TlsDoor open(Vertx vertx, KeyCertOptions certificates, Duration handshakeLimit)
      throws Exception {
    Function<String, KeyManagerFactory> mapper = certificates.keyManagerFactoryMapper(vertx);
    return new TlsDoor(
        mapper, sslContext(certificates.getKeyManagerFactory(vertx)), handshakeLimit);
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
    pipeline.addFirst("weir-tls-outcome", new Outcome(outcome));
    pipeline.addFirst("weir-tls", new Handshake());
  }

  private SslContext contextFor(String serverName) {
    SslContext known = cache.get(serverName);
    if (known != null) {
      return known;
    }
    KeyManagerFactory found = byName.apply(serverName);
    if (found == null) {
      return fallback;
    }
    try {
      SslContext fresh = sslContext(found);
      cache.put(serverName, fresh);
      if (cache.size() > MAX_CACHED_NAMES) {
        cache.pollFirstEntry();
      }
      return fresh;
    } catch (SSLException e) {
      return fallback;
    }
  }

  private static SslContext sslContext(KeyManagerFactory keys) throws SSLException {
    return SslContextBuilder.forServer(keys).protocols(PROTOCOLS).build();
  }

  /** Reads the server name, then becomes the TLS handler with that name's certificate. */
  private final class Handshake extends SniHandler {

    Handshake() {
      super(
          (serverName, promise) ->
              promise.setSuccess(serverName == null ? fallback : contextFor(serverName)),
          0,
          handshakeLimit.toMillis());
    }

    @Override
    protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
      SslHandler handler = super.newSslHandler(context, allocator);
      handler.setHandshakeTimeoutMillis(handshakeLimit.toMillis());
      return handler;
    }
  }

  /** Waits for the handshake's end and passes nothing of it on. */
  private static final class Outcome extends ChannelInboundHandlerAdapter {

    private final Threshold outcome;

    private String serverName = "";
    private boolean told;

    Outcome(Threshold outcome) {
      this.outcome = outcome;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      switch (event) {
        case SslHandshakeCompletionEvent completion -> tell(completion.isSuccess());
        case SniCompletionEvent hello -> {
          String named = hello.hostname();
          serverName = named == null ? "" : named;
        }
        default -> context.fireUserEventTriggered(event);
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
        outcome.passed(serverName);
      } else {
        outcome.failed();
      }
    }
  }
}
