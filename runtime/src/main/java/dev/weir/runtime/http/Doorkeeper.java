package dev.weir.runtime.http;

import dev.weir.contract.fault.FaultCode;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.metrics.FaultCounter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in the pipeline of one listening socket, where an accepted connection passes before it has
 * an event loop, TLS or anything else: one too many is closed there and has cost next to nothing.
 * Connections come on the acceptor's thread and go on their own loops.
 */
final class Doorkeeper extends ChannelInboundHandlerAdapter {

  private final ConnectionLimits limits;
  private final TrustedProxies proxies;
  private final FaultCounter faults;
  private final OperatorLog log;

  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentMap<PeerNetwork, Integer> openByNetwork = new ConcurrentHashMap<>();

  Doorkeeper(
      ConnectionLimits limits, TrustedProxies proxies, FaultCounter faults, OperatorLog log) {
    this.limits = limits;
    this.proxies = proxies;
    this.faults = faults;
    this.log = log;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    if (accepted instanceof Channel connection
        && connection.remoteAddress() instanceof InetSocketAddress remote
        && !admit(connection, remote.getAddress())) {
      faults.count(FaultCode.CONNECTIONS_EXCEEDED);
      log.tell(
          HttpEvent.CONNECTION_TURNED_AWAY,
          remote.getAddress().getHostAddress(),
          "open",
          open.get());
      connection.unsafe().closeForcibly();
      return;
    }
    context.fireChannelRead(accepted);
  }

  private boolean admit(Channel connection, InetAddress address) {
    if (open.get() >= limits.inAll()) {
      return false;
    }
    if (proxies.trusts(address)) {
      open.incrementAndGet();
      connection.closeFuture().addListener(closed -> open.decrementAndGet());
      return true;
    }
    PeerNetwork network = PeerNetwork.of(address);
    if (openByNetwork.getOrDefault(network, 0) >= limits.perAddress()) {
      return false;
    }
    open.incrementAndGet();
    openByNetwork.merge(network, 1, Integer::sum);
    connection.closeFuture().addListener(closed -> left(network));
    return true;
  }

  private void left(PeerNetwork network) {
    open.decrementAndGet();
    openByNetwork.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
  }
}
