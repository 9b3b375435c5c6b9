/**
 * Pictures of live streams, for those that a rule means: one process for each picture, which
 * decodes a single key frame.
 *
 * <p>Owns when a picture is due, which one waits for which, what a process is asked to do, and
 * where pictures are kept and for how long. Does not own the process ({@code transcoder.process}),
 * the newest pictures ({@code stream.picture}) or who may see them ({@code gateway.picture}). A job
 * lives on its stream's event loop; what waits does so on virtual threads.
 */
@NullMarked
package dev.weir.transcoder.snapshot;

import org.jspecify.annotations.NullMarked;
