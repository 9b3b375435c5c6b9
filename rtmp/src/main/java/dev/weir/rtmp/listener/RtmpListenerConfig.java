package dev.weir.rtmp.listener;

import dev.weir.rtmp.session.SessionDeadlines;
import dev.weir.runtime.config.ConfigReader;
import java.time.Duration;

/**
 * Where the door is and how many may stand in it.
 *
 * @param plainPort port for RTMP; 0 lets the system choose one
 * @param tlsPort port for RTMPS; 0 lets the system choose one
 * @param maxWaitingPerAddress connections from one address that neither publish nor play yet
 * @param maxWaiting connections from anywhere that neither publish nor play yet
 * @param tlsHandshake how long a TLS handshake may take
 * @param vanished how long a peer may leave what was sent to it unconfirmed before the kernel gives
 *     it up; where the transport is epoll
 * @param linger how long a peer that was told why it is closed may take to leave by itself
 * @param deadlines how long each phase of a session may take
 */
public record RtmpListenerConfig(
    int plainPort,
    int tlsPort,
    int maxWaitingPerAddress,
    int maxWaiting,
    Duration tlsHandshake,
    Duration vanished,
    Duration linger,
    SessionDeadlines deadlines) {

  /** What holds unless configured otherwise. */
  public static final RtmpListenerConfig DEFAULTS =
      new RtmpListenerConfig(
          1935,
          1936,
          64,
          4096,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          SessionDeadlines.STANDARD);

  /** Reads {@code ingest.rtmp.*} and {@code ingest.rtmps.*}. */
  public static RtmpListenerConfig read(ConfigReader config) {
    return new RtmpListenerConfig(
        config.port("ingest.rtmp.port", DEFAULTS.plainPort),
        config.port("ingest.rtmps.port", DEFAULTS.tlsPort),
        config.count(
            "ingest.rtmp.max-waiting-per-address", DEFAULTS.maxWaitingPerAddress, 1, 100_000),
        config.count("ingest.rtmp.max-waiting", DEFAULTS.maxWaiting, 1, 1_000_000),
        DEFAULTS.tlsHandshake,
        config.duration("ingest.rtmp.vanished", DEFAULTS.vanished),
        DEFAULTS.linger,
        DEFAULTS.deadlines);
  }
}
