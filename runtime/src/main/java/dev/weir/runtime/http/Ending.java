package dev.weir.runtime.http;

import dev.weir.contract.fault.FaultCode;
import dev.weir.runtime.metrics.FaultCounter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How a connection ends. One that was refused says its last word, then "no more from here", and
 * then lets what still comes fall to the ground for a moment: closing at once would reset the
 * connection, and the reset would overtake the answer. Whatever happens, it is gone after two
 * seconds. On the connection's event loop.
 */
final class Ending {

  /** Time for the last word to arrive, milliseconds. */
  static final int LINGER_MS = 2_000;

  private final Channel channel;
  private final FaultCounter faults;
  private final SendProgress progress;

  private boolean begun;

  Ending(Channel channel, FaultCounter faults) {
    this.channel = channel;
    this.faults = faults;
    this.progress = new SendProgress(channel);
  }

  /** From now on the connection has two seconds left. */
  void begin() {
    if (begun) {
      return;
    }
    begun = true;
    channel.config().setAutoRead(true);
    Future<?> cut =
        channel
            .eventLoop()
            .schedule(() -> HardClose.cut(channel), LINGER_MS, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(closed -> cut.cancel(false));
  }

  /** The last word was sent. */
  void answered() {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      ChannelFuture _ = tls.closeOutbound();
    } else if (channel instanceof DuplexChannel duplex) {
      ChannelFuture _ = duplex.shutdownOutput();
    }
  }

  /** Completes {@code promise} when the connection is gone. */
  void whenClosed(ChannelPromise promise) {
    channel.closeFuture().addListener(closed -> promise.trySuccess());
  }

  /**
   * Whether a connection that seems idle is a slow reader that still takes its answer; one that
   * takes nothing is cut. Asked once in each idle period.
   */
  boolean stillSending() {
    return switch (progress.look()) {
      case NOTHING_PENDING -> false;
      case MOVING -> true;
      case STALLED -> {
        faults.count(FaultCode.PEER_STALLED);
        HardClose.cut(channel);
        yield true;
      }
    };
  }

  /** Ends an idle connection in peace. */
  void now() {
    begin();
    ChannelFuture _ = channel.close();
  }
}
