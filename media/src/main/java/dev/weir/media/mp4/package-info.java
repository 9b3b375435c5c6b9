/**
 * MP4 files whose index stands before their media, so that they play while they are loaded.
 *
 * <p>Owns the index of all samples (ISO/IEC 14496-12, 8.5 to 8.7) and how tracks that begin at
 * different times are lined up. Does not own sample entries or movie fragments ({@code
 * media.fmp4}). Pure.
 */
@NullMarked
package dev.weir.media.mp4;

import org.jspecify.annotations.NullMarked;
