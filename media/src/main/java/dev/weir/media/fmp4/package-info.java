/**
 * CMAF: init segments and movie fragments, one class per box.
 *
 * <p>Owns ISO/IEC 14496-12 boxes as ISO/IEC 23000-19 (CMAF) profiles them, and the sample entries
 * of the codecs that Weir carries. Does not own where a stream is cut ({@code media.hls}) or what
 * is inside a decoder configuration record (the codec rooms). Pure.
 */
@NullMarked
package dev.weir.media.fmp4;

import org.jspecify.annotations.NullMarked;
