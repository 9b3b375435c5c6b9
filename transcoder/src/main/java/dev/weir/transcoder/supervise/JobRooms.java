package dev.weir.transcoder.supervise;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.transcoder.process.PrivateDirectories;
import dev.weir.transcoder.process.Program;

/**
 * What all jobs of a node share.
 *
 * @param config what they may take
 * @param ffmpeg the program
 * @param directories where processes get their private directories
 * @param policies which streams get which renditions
 * @param streams where renditions are published
 * @param capacity of the node
 * @param tally what is counted
 * @param time the clock
 * @param log for operators
 */
record JobRooms(
    TranscoderConfig config,
    Program ffmpeg,
    PrivateDirectories directories,
    PolicyDirectory policies,
    StreamRegistry streams,
    Capacity capacity,
    Tally tally,
    TimeSource time,
    OperatorLog log) {}
