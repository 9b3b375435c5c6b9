/**
 * The process: its command line.
 *
 * <p>Owns {@code main} and the table of commands. Does not own what they start ({@code
 * app.wiring}). Runs on the process's main thread.
 */
@NullMarked
package dev.weir.app;

import org.jspecify.annotations.NullMarked;
