/**
 * NAL units: the wrapping that AVC and HEVC have in common.
 *
 * <p>Owns finding the units in a sample (ISO/IEC 14496-15, length-prefixed; ISO/IEC 14496-10 annex
 * B, start codes), turning one form into the other, and emulation prevention. Does not own what is
 * inside a unit ({@code media.avc}, {@code media.hevc}). Pure; functions without state.
 */
@NullMarked
package dev.weir.media.nal;

import org.jspecify.annotations.NullMarked;
