/**
 * A moving test picture with a clock and a tone, for who has no encoder at hand.
 *
 * <p>Owns the picture and the ffmpeg process that draws and pushes it. Does not own the address it
 * is pushed to (the quickstart file has it). Methods block; they run on the command's own thread.
 */
@NullMarked
package dev.weir.app.demo;

import org.jspecify.annotations.NullMarked;
