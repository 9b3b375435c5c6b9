package dev.weir.runtime.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;

/**
 * How the listeners of a process speak TLS: 1.2 and 1.3, with the certificate of the name that a
 * client asks for, else the fallback. {@link #present} changes the certificates of listeners that
 * are open: handshakes that have begun end with what they began with, and connections are not
 * touched.
 *
 * <p>All names share one context of the library, whose key manager chooses by name. So the library
 * need not read the name before the handshake, and a change of one certificate costs a new context,
 * whatever their number; each key is then parsed for the library once, by the first handshake that
 * asks for it. Thread-safe.
 */
public final class ServerTls {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final ApplicationProtocolConfig HTTP =
      new ApplicationProtocolConfig(
          Protocol.ALPN,
          SelectorFailureBehavior.NO_ADVERTISE,
          SelectedListenerFailureBehavior.ACCEPT,
          List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1));

  private final KeyedCertificate fallback;
  private final LiveSslContext http;
  private final LiveSslContext rtmp;

  private ServerTls(KeyedCertificate fallback) throws SSLException {
    this.fallback = fallback;
    NamedKeys keys = new NamedKeys(Map.of(), fallback);
    this.http = new LiveSslContext(context(keys, HTTP));
    this.rtmp = new LiveSslContext(context(keys, ApplicationProtocolConfig.DISABLED));
  }

  /** With one certificate for every name, until others are presented. */
  public static ServerTls of(KeyedCertificate fallback) {
    try {
      return new ServerTls(fallback);
    } catch (SSLException impossible) {
      throw new IllegalStateException("TLS is not to be had here", impossible);
    }
  }

  /**
   * Presents these certificates from the next handshake on. Takes some milliseconds.
   *
   * @param byName by name in lower case; all that there are
   */
  public void present(Map<String, KeyedCertificate> byName) {
    NamedKeys keys = new NamedKeys(byName, fallback);
    try {
      SslContext nextHttp = context(keys, HTTP);
      rtmp.replace(context(keys, ApplicationProtocolConfig.DISABLED));
      http.replace(nextHttp);
    } catch (SSLException impossible) {
      throw new IllegalStateException("TLS was to be had before", impossible);
    }
  }

  /**
   * For listeners of HTTP: HTTP/2 and HTTP/1.1 by ALPN. The costly steps of a handshake run on
   * worker threads, so that a crowd that arrives at once does not hold up those who watch already.
   */
  public SSLEngineOptions engine() {
    return new Engine(http).setUseWorkerThread(true);
  }

  /** For listeners of RTMP. */
  public SslContext rtmp() {
    return rtmp;
  }

  /** For Vert.x, which asks for a certificate and then leaves it to the engine. */
  public KeyCertOptions options() {
    return KeyCertOptions.wrap(new NamedKeys(Map.of(), fallback).factory());
  }

  private static SslContext context(NamedKeys keys, ApplicationProtocolConfig protocols)
      throws SSLException {
    KeyManagerFactory factory =
        TlsEngine.isNative()
            ? new OpenSslCachingX509KeyManagerFactory(keys.factory(), keys.size())
            : keys.factory();
    return SslContextBuilder.forServer(factory)
        .sslProvider(TlsEngine.provider())
        .protocols(PROTOCOLS)
        .applicationProtocolConfig(protocols)
        .build();
  }

  /** What Vert.x asks for a context; it is always the same one. */
  private static final class Engine extends SSLEngineOptions {

    private final SslContext context;

    Engine(SslContext context) {
      this.context = context;
    }

    private Engine(Engine other) {
      super(other);
      this.context = other.context;
    }

    @Override
    public SSLEngineOptions copy() {
      return new Engine(this);
    }

    @Override
    public SslContextFactory sslContextFactory() {
      return () -> context;
    }
  }
}
