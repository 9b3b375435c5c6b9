package dev.weir.rtmp.listener;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.tls.ServerTls;

/**
 * What all instances of the listener share.
 *
 * @param host address that both ports listen on
 * @param config ports, limits, deadlines
 * @param tls presents certificates to those who come over RTMPS
 * @param desks who takes over; called on many event loops
 * @param waitingRoom counts connections without a role
 * @param time the clocks
 * @param observer counts how connections end
 */
public record RtmpDoor(
    String host,
    RtmpListenerConfig config,
    ServerTls tls,
    RtmpDesks desks,
    WaitingRoom waitingRoom,
    TimeSource time,
    ConnectionObserver observer) {}
