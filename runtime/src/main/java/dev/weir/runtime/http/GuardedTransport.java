package dev.weir.runtime.http;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.metrics.FaultCounter;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.transport.Transport;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * A transport of Vert.x with a doorkeeper at each HTTP listener. This is the one place where a
 * connection can be turned away when it is accepted: servers hear of one only when its TLS
 * handshake is over. Every other method is the wrapped transport's.
 */
public final class GuardedTransport implements io.vertx.core.transport.Transport {

  private final io.vertx.core.transport.Transport wrapped;
  private final Guard guard;

  /**
   * Holds the listeners of {@code wrapped} to {@code limits}, {@code proxies} to the total only.
   */
  public GuardedTransport(
      io.vertx.core.transport.Transport wrapped,
      ConnectionLimits limits,
      TrustedProxies proxies,
      FaultCounter faults,
      TimeSource time) {
    this.wrapped = wrapped;
    OperatorLog log = new OperatorLog(GuardedTransport.class, time);
    this.guard =
        new Guard(wrapped.implementation(), () -> new Doorkeeper(limits, proxies, faults, log));
  }

  /** The system's own transport where there is one, else that of the JDK. */
  public static io.vertx.core.transport.Transport best() {
    io.vertx.core.transport.Transport own = io.vertx.core.transport.Transport.nativeTransport();
    return own != null && own.available() ? own : io.vertx.core.transport.Transport.NIO;
  }

  @Override
  public String name() {
    return wrapped.name();
  }

  @Override
  public boolean available() {
    return wrapped.available();
  }

  @Override
  public @Nullable Throwable unavailabilityCause() {
    return wrapped.unavailabilityCause();
  }

  @Override
  public Transport implementation() {
    return guard;
  }

  /** Makes a doorkeeper; one stands at one door. */
  private interface Doorkeepers {
    Doorkeeper hire();
  }

  private record Guard(Transport wrapped, Doorkeepers doorkeepers) implements Transport {

    @Override
    public void configure(
        NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
      wrapped.configure(options, domainSocket, bootstrap);
      if (options instanceof HttpServerOptions) {
        bootstrap.handler(doorkeepers.hire());
      }
    }

    @Override
    public boolean supportsDomainSockets() {
      return wrapped.supportsDomainSockets();
    }

    @Override
    public boolean supportFileRegion() {
      return wrapped.supportFileRegion();
    }

    @Override
    public boolean isAvailable() {
      return wrapped.isAvailable();
    }

    @Override
    public @Nullable Throwable unavailabilityCause() {
      return wrapped.unavailabilityCause();
    }

    @Override
    public java.net.SocketAddress convert(SocketAddress address) {
      return wrapped.convert(address);
    }

    @Override
    public SocketAddress convert(java.net.SocketAddress address) {
      return wrapped.convert(address);
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
      return wrapped.ioHandlerFactory();
    }

    @Override
    public EventLoopGroup eventLoopGroup(
        int type, int threads, ThreadFactory threadFactory, int ioRatio) {
      return wrapped.eventLoopGroup(type, threads, threadFactory, ioRatio);
    }

    @Override
    public DatagramChannel datagramChannel() {
      return wrapped.datagramChannel();
    }

    @Override
    @SuppressWarnings("deprecation") // the interface's own parameter
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
      return wrapped.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
      return wrapped.channelFactory(domainSocket);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
      return wrapped.serverChannelFactory(domainSocket);
    }

    @Override
    public void configure(DatagramChannel channel, DatagramSocketOptions options) {
      wrapped.configure(channel, options);
    }

    @Override
    public void configure(
        ClientOptionsBase options, int connectTimeout, boolean domainSocket, Bootstrap bootstrap) {
      wrapped.configure(options, connectTimeout, domainSocket, bootstrap);
    }
  }
}
