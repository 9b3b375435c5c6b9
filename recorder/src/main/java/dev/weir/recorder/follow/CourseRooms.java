package dev.weir.recorder.follow;

import dev.weir.recorder.RecorderTally;
import dev.weir.recorder.save.RecordingTeller;
import dev.weir.recorder.save.Saver;
import dev.weir.recorder.take.Spool;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.metering.Meters;

/**
 * What every course works with.
 *
 * @param spool where takes are
 * @param saver takes those that are over
 * @param teller tells of them
 * @param tally counts
 * @param bill counts what is billed
 * @param time the clocks
 * @param log for the operator
 */
record CourseRooms(
    Spool spool,
    Saver saver,
    RecordingTeller teller,
    RecorderTally tally,
    Meters bill,
    TimeSource time,
    OperatorLog log) {}
