/**
 * What the templates of a stream come to for its source: renditions, and the one command that makes
 * all of them.
 *
 * <p>Owns the arithmetic of size, rate and sound, what is passed through, and ffmpeg's arguments.
 * Does not own templates ({@code contract.ladder}) or processes ({@code transcoder.process}). Pure.
 */
@NullMarked
package dev.weir.transcoder.ladder;

import org.jspecify.annotations.NullMarked;
