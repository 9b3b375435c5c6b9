package dev.weir.rtmp.listener;

import dev.weir.contract.fault.FaultCode;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.net.SocketAddress;

/** The other end of one connection, as a desk sees it. */
public interface RtmpPeer {

  /** Its address. */
  SocketAddress remoteAddress();

  /** Whether it came over TLS. */
  boolean isEncrypted();

  /** The name that its TLS hello indicated; empty without TLS, and when it named none. */
  String tlsServerName();

  /** The context, and so the event loop, that everything about this peer runs on. */
  Context context();

  /**
   * Ends the connection now, also when the peer has stopped reading. A peer that still reads is
   * told why and has a moment to leave by itself; the session's end is reported before this method
   * returns. May be called from any thread, and more than once.
   */
  void cut(FaultCode code, String detail);

  /**
   * Ends a play in good order: the player is told that the stream is over, once it has taken what
   * was written before. May be called from any thread.
   */
  void finish();

  /**
   * Queues chunks for a player; see {@link dev.weir.rtmp.session.PlayedTag}. Takes over the
   * reference, whatever happens. Event loop only. The caller bounds the queue by {@link
   * #pendingBytes}; nothing is refused here.
   */
  void write(ByteBuf chunks);

  /** Sends what was queued, in one gathered write where the system can. Event loop only. */
  void flush();

  /** Bytes queued or flushed that the kernel has not taken yet. Event loop only. */
  long pendingBytes();

  /**
   * Bytes queued that the kernel has not taken, and of a closed connection never will. Event loop
   * only.
   */
  long untakenBytes();
}
