package dev.weir.rtmp.session;

import java.time.Duration;

/**
 * How long each phase of a session may take.
 *
 * @param handshake from the connection to the end of the handshake
 * @param connect from there to the {@code connect} command
 * @param command from there to {@code publish} or {@code play}; again after a stream was closed
 * @param decision from there to the owner's answer
 * @param firstMedia from an accepted publish to the first audio or video
 * @param mediaGap between audio or video messages after that
 * @param pingInterval between two pings to a publisher or a player
 */
public record SessionDeadlines(
    Duration handshake,
    Duration connect,
    Duration command,
    Duration decision,
    Duration firstMedia,
    Duration mediaGap,
    Duration pingInterval) {

  /** What Weir promises. */
  public static final SessionDeadlines STANDARD =
      new SessionDeadlines(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));
}
