package dev.weir.stream.timeline;

import dev.weir.media.ts.TsContinuity;

/**
 * Where a transport stream's counters are before one of its segments.
 *
 * @param sequence media sequence number of the segment
 * @param continuity the counters
 */
public record MuxStart(long sequence, TsContinuity continuity) {}
