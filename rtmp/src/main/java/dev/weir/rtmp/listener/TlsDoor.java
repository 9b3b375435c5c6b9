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
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
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

  /** Puts TLS at the head of a fresh connection's pipeline; the outcome is told exactly once. */
  void guard(ChannelPipeline pipeline, Consumer<Optional<Throwable>> outcome) {
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

    private final Consumer<Optional<Throwable>> outcome;

    private boolean told;

    Outcome(Consumer<Optional<Throwable>> outcome) {
      this.outcome = outcome;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent completion) {
        tell(Optional.ofNullable(completion.cause()));
      } else if (!(event instanceof SniCompletionEvent)) {
        context.fireUserEventTriggered(event);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      tell(Optional.of(new SSLException("closed before the handshake was over")));
      context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      tell(Optional.of(cause));
      context.fireExceptionCaught(cause);
    }

    private void tell(Optional<Throwable> failure) {
      if (!told) {
        told = true;
        outcome.accept(failure);
      }
    }
  }
}
