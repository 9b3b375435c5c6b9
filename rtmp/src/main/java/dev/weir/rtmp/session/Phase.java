package dev.weir.rtmp.session;

import dev.weir.contract.fault.FaultCode;
import java.time.Duration;

/** How far a {@link ServerSession} has come. */
enum Phase {
  HANDSHAKE(FaultCode.RTMP_HANDSHAKE_TIMEOUT),
  CONNECT(FaultCode.RTMP_CONNECT_TIMEOUT),
  COMMAND(FaultCode.RTMP_COMMAND_TIMEOUT),
  DECIDING_PUBLISH(FaultCode.INTERNAL),
  DECIDING_PLAY(FaultCode.INTERNAL),
  PUBLISHING(FaultCode.PUBLISHER_SILENT),
  PLAYING(FaultCode.INTERNAL),
  CLOSED(FaultCode.INTERNAL);

  private final FaultCode timeout;

  Phase(FaultCode timeout) {
    this.timeout = timeout;
  }

  /** What it is called when the phase lasts too long. */
  FaultCode timeout() {
    return timeout;
  }

  /** How long the phase may last; a play, and the end, last for ever. */
  Duration limit(SessionDeadlines deadlines) {
    return switch (this) {
      case HANDSHAKE -> deadlines.handshake();
      case CONNECT -> deadlines.connect();
      case COMMAND -> deadlines.command();
      case DECIDING_PUBLISH, DECIDING_PLAY -> deadlines.decision();
      case PUBLISHING -> deadlines.firstMedia();
      case PLAYING, CLOSED -> Duration.ofDays(36_500);
    };
  }

  /** Whether the owner was asked and has not answered. */
  boolean isDeciding() {
    return this == DECIDING_PUBLISH || this == DECIDING_PLAY;
  }

  /** Whether media flows. */
  boolean hasRole() {
    return this == PUBLISHING || this == PLAYING;
  }

  /** Whether the peer plays or wants to. */
  boolean isForPlay() {
    return this == DECIDING_PLAY || this == PLAYING;
  }
}
