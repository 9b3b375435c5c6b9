package dev.weir.rtmp.listener;

import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.net.KeyCertOptions;

/**
 * What all instances of the listener share.
 *
 * @param host address that both ports listen on
 * @param config ports, limits, deadlines
 * @param certificates for RTMPS: one by server name where there is one, and a default
 * @param desks who takes over; called on many event loops
 * @param waitingRoom counts connections without a role
 * @param time the clocks
 * @param observer counts how connections end
 */
public record RtmpDoor(
    String host,
    RtmpListenerConfig config,
    KeyCertOptions certificates,
    RtmpDesks desks,
    WaitingRoom waitingRoom,
    TimeSource time,
    ConnectionObserver observer) {}
