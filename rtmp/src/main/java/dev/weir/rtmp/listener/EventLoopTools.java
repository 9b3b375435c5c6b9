package dev.weir.rtmp.listener;

import dev.weir.rtmp.handshake.ServerHandshake;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import io.vertx.core.Context;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/** What the connections of one event loop share because only one of them runs at a time. */
final class EventLoopTools implements AutoCloseable {

  private static final int SCRATCH_BYTES = 64 << 10;

  private final Context context;
  private final OperatorLog log;

  private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
  private final byte[] scratch = new byte[SCRATCH_BYTES];
  private final SharedReceiveBuffer received = new SharedReceiveBuffer(SCRATCH_BYTES);

  EventLoopTools(Context context, TimeSource time) {
    this.context = context;
    this.log = new OperatorLog(RtmpListenerVerticle.class, time);
  }

  OperatorLog log() {
    return log;
  }

  Context context() {
    return context;
  }

  /** Input on its way from direct memory to a session, which copies what it keeps. */
  byte[] scratch() {
    return scratch;
  }

  /** Where plain connections put what they receive. */
  SharedReceiveBuffer received() {
    return received;
  }

  /** All connections are closed. */
  @Override
  public void close() {
    received.close();
  }

  /** The noise in a handshake; it hides nothing, so that it need not be expensive. */
  byte[] randomBytes() {
    byte[] bytes = new byte[ServerHandshake.RANDOM_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }
}
