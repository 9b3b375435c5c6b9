/**
 * What transcoding is billed for: the media time of each picture that was encoded anew, by codec
 * and size.
 *
 * <p>Owns what a rendition counts as. Does not own the counters and their way to the control plane
 * ({@code runtime.metering}). A rendition is counted on its source's loop.
 */
@NullMarked
package dev.weir.transcoder.meter;

import org.jspecify.annotations.NullMarked;
