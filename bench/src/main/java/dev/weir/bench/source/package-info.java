/**
 * The stream that everything is measured with.
 *
 * <p>Owns its recording, its clock and the stamp in each picture. Does not own connections. Pure,
 * but for the drawing of the recording.
 */
@NullMarked
package dev.weir.bench.source;

import org.jspecify.annotations.NullMarked;
