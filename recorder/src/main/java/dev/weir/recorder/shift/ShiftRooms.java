package dev.weir.recorder.shift;

import dev.weir.recorder.RecorderTally;
import dev.weir.recorder.take.Spool;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.stream.shift.RecentShifts;

/**
 * What is kept with.
 *
 * @param spool where slices grow
 * @param saver takes those that are over
 * @param recent tells of them until the store has them
 * @param numbers media sequence numbers of their segments
 * @param tally counts
 * @param log for the operator
 */
record ShiftRooms(
    Spool spool,
    SliceSaver saver,
    RecentShifts recent,
    SliceNumbers numbers,
    RecorderTally tally,
    OperatorLog log) {}
