package dev.weir.stream.fanout;

import dev.weir.contract.fault.FaultCode;
import io.netty.buffer.ByteBuf;

/**
 * Whoever takes the bytes of a stream: one response, one WebSocket, one RTMP stream. All methods
 * are called on the viewer's own loop and never wait.
 */
public interface Viewer {

  /** The form in which this viewer wants tags; always the same. */
  WireFormat format();

  /**
   * Puts bytes into the viewer's queue without sending them off. The viewer owns {@code wire} from
   * here on, whatever happens, and shares its content with others.
   */
  void write(ByteBuf wire);

  /** Sends off what is in the queue, as far as the peer takes it. */
  void flush();

  /** Bytes in the queue that the kernel has not taken yet. */
  long pendingBytes();

  /**
   * Bytes written that the kernel has not taken yet, and of a closed connection never will; others
   * of the same connection may be among them.
   */
  default long untakenBytes() {
    return pendingBytes();
  }

  /**
   * Bytes that may wait for this viewer beyond what may wait for any other: one that stands for
   * many has room for more. Always the same.
   */
  default long roomBytes() {
    return 0;
  }

  /** The stream is over: says so in the protocol's own terms, behind what is still in the queue. */
  void end();

  /** Ends the connection at once, also when the peer has stopped reading. */
  void cut(FaultCode reason);
}
