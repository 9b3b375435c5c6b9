/**
 * What is made of a take: HLS, MP4 and FLV, each by one pass over its media and without encoding.
 *
 * <p>Owns how times of a take become times of a file, and the files of each format. Does not own
 * the containers ({@code media}) or where files go ({@code recorder.save}). Blocks.
 */
@NullMarked
package dev.weir.recorder.export;

import org.jspecify.annotations.NullMarked;
