/**
 * The real encoder, decoder and reader: the ffmpeg and ffprobe that bytedeco builds, run as
 * processes.
 *
 * <p>Owns unpacking them, running them with a deadline and ending them for certain. Does not own
 * what they are asked to do. Blocking; for test threads only.
 */
@NullMarked
package dev.weir.testkit.ffmpeg;

import org.jspecify.annotations.NullMarked;
