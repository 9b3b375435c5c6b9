/**
 * One operating-system process that reads a stream's tags and writes tracks: started, fed, read,
 * stopped politely and then firmly, with a real reason for its end.
 *
 * <p>Owns the guard around the process (its limits, its private directory, that it never outlives
 * Weir), the queue in front of it, and what it wrote last before it died. Does not own what the
 * process is asked to do ({@code transcoder.ladder}) or whether it is started again ({@code
 * transcoder.supervise}). Everything that waits does so on virtual threads of its own; what event
 * loops call never waits.
 */
@NullMarked
package dev.weir.transcoder.process;

import org.jspecify.annotations.NullMarked;
